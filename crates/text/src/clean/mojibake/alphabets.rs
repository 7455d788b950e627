//! Which letters beyond a to z stand in one Latin orthography.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One string an orthography, or a group of close ones; lower case, upper case follows from it.
const ALPHABETS: [&str; 27] = [
    "àâæçéèêëîïôùûü",          // French, but for the two that follow
    "œ",                       // never beside another letter with a mark
    "ÿ",
    "àáâãçéêíòóôõúü",          // Portuguese, Galician
    "áéíñóúüàèòïçŀ",          // Spanish, Catalan, Asturian
    "àáèéìíîòóùú",             // Italian, Scottish Gaelic
    "äöüßéèàçôêëïñ",           // German, Dutch, Luxembourgish with loans
    "åæøäöéèüàáôêóòâ",         // Danish, Norwegian, Swedish with loans
    "áðéíóúýþæöø",             // Icelandic, Faroese
    "áéíóúàèìòùâêîôûŵŷäëïöüẁẃẅỳýÿḃċḋḟġṁṗṡṫ", // Irish, Welsh
    "áäčďéíľĺňóôŕšťúýžěřůöü",  // Czech, Slovak
    "ąćęłńóśźż",               // Polish
    "ãąåłńóôùëéòżćęś",         // Kashubian
    "äąčęėįšųūžāēģīķļņōŗõöüł", // Baltic languages, Estonian
    "čćđšžǆǉǌ",                // Croatian, Bosnian, Slovene
    "áéíóöőúüű",               // Hungarian
    "ăâîșțşţáéëö",             // Romanian
    "çëéâêîôûáñ",              // Albanian and others
    "çğıİöşüâîûəñ",           // Turkish, Azerbaijani
    "çäžňöşüýñğı",             // Turkmen, Tatar
    "ċġħżàèìòù",               // Maltese
    "áčđŋšŧžåäöæøâïǩǧǥǯʒ",     // Sami
    "ĉĝĥĵŝŭ",                  // Esperanto
    "àáâãèéêìíòóôõùúýăđĩũơư",  // Vietnamese; its other letters are U+1EA0 to U+1EF9
    "āēīōūǖǘǚǜáéíóúǎěǐǒǔàèìòùü", // Maori, Hawaiian, Pinyin
    "ɓɗɖɛɔɣŋƙƴʋɩʊəɨʉƒɦǝıáàâāǎéèêēěíìîīóòôōúùûūńǹḿñẽĩõũẹọṣɲṅê", // African languages
    "ñáéíóúâêîôûëäöüãẽĩõũỹɨʉ", // languages of the Americas and the Philippines
];

static USED: LazyLock<HashMap<char, u32>> = LazyLock::new(|| {
    let mut used = HashMap::new();
    for (i, letters) in ALPHABETS.iter().enumerate() {
        for c in letters.chars() {
            *used.entry(c).or_default() |= 1 << i;
            for upper in c.to_uppercase() {
                if !upper.is_ascii() {
                    *used.entry(upper).or_default() |= 1 << i;
                }
            }
        }
    }
    used
});

/// A bit for each orthography that has the letter.
pub(super) fn of(c: char) -> u32 {
    if ('\u{1e00}'..='\u{1eff}').contains(&c) {
        return u32::MAX;
    }
    USED.get(&c).copied().unwrap_or(0)
}
