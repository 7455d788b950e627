//! Which letters beyond a to z stand in one Latin orthography.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One string an orthography, or a group of close ones; lower case, upper case follows from it.
const ALPHABETS: [&str; 30] = [
    "àâæçéèêëîïôùûü", // French, but for the two that follow
    "œ",              // never beside another letter with a mark
    "ÿ",
    "àáâãçéêíòóôõúü",                                          // Portuguese, Galician
    "áéíñóúüàèòïçŀ",                                           // Spanish, Catalan, Asturian
    "àáèéìíîòóùú",                                             // Italian, Scottish Gaelic
    "äöüßéèàçôêëïñ",                                           // German, Dutch, Luxembourgish with loans
    "åæøäöéèüàáôêóòâ",                                         // Danish, Norwegian, Swedish with loans
    "áðéíóúýþæö",                                              // Icelandic
    "áðíóúýæø",                                                // Faroese
    "áéíóúàèìòùâêîôûŵŷäëïöüẁẃẅỳýÿḃċḋḟġṁṗṡṫ",                   // Irish, Welsh
    "áäčďéíľĺňóôŕšťúýžěřůöü",                                  // Czech, Slovak
    "ąćęłńóśźż",                                               // Polish
    "ãąåłńóôùëéòżćęś",                                         // Kashubian
    "äąčęėįšųūžāēģīķļņōŗõöüł",                                 // Baltic languages, Estonian
    "čćđšžǆǉǌ",                                                // Croatian, Bosnian, Slovene
    "áéíóöőúüű",                                               // Hungarian
    "ăâîșțşţáéëö",                                             // Romanian
    "çëéâêîôûáñ",                                              // Albanian and others
    "çğıİöşüâîûəñ",                                            // Turkish, Azerbaijani
    "çäžňöşüý",                                                // Turkmen
    "äçğıñöşü",                                                // Tatar
    "çêîşû",                                                   // Kurdish
    "ċġħżàèìòù",                                               // Maltese
    "áčđŋšŧžåäöæøâïǩǧǥǯʒ",                                     // Sami
    "ĉĝĥĵŝŭ",                                                  // Esperanto
    "àáâãèéêìíòóôõùúýăđĩũơư",                                  // Vietnamese; its other letters are U+1EA0 to U+1EF9
    "āēīōūǖǘǚǜáéíóúǎěǐǒǔàèìòùü",                               // Maori, Hawaiian, Pinyin
    "ɓɗɖɛɔɣŋƙƴʋɩʊəɨʉƒɦǝıáàâāǎéèêēěíìîīóòôōúùûūńǹḿñẽĩõũẹọṣɲṅê", // African languages
    "ñáéíóúâêîôûëäöüãẽĩõũỹɨʉ",                                 // languages of the Americas and the Philippines
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

/// Latin letters from the most to the least usual in news of many languages.
const USUAL: &str = "éáíóäüöñàèčšžçãúêâßłåęążśćńřěůýőôîøæëïõùûòìðþœÿ";

/// How unusual the letters are on average, up to 63.
pub(super) fn rarity(letters: impl Iterator<Item = char>) -> i32 {
    let place = |c: char| USUAL.chars().position(|usual| c.to_lowercase().eq([usual]));
    let (sum, count) = letters.map(|c| place(c).unwrap_or(63)).fold((0, 0), |(sum, n), place| (sum + place, n + 1));
    i32::try_from(sum / count.max(1)).unwrap_or(0)
}
