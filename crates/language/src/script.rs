//! How a text is written: `zh-Hans`, `sr-Latn`.

/// Characters of which simplified Chinese has the first and traditional Chinese the second, both frequent.
const PAIRS: &str = "\
    这這们們个個来來说說时時为為国國对對会會后後过過还還发發经經动動没沒现現样樣问問关關头頭开開从從点點当當见見\
    给給间間实實无無场場东東车車长長门門业業电電进進两兩听聽觉覺让讓应應战戰话話气氣认認报報机機产產处處华華书書\
    马馬军軍数數张張总總区區统統义義议議员員边邊记記级級党黨务務办辦设設条條极極达達单單计計导導权權术術运運转轉\
    带帶热熱龙龍万萬亚亞亲親仅僅价價众眾优優传傳伤傷伦倫体體佣傭侧側偿償储儲儿兒兴興养養写寫农農决決况況净凈减減\
    击擊创創别別则則刚剛剧劇劳勞势勢协協卫衛厂廠厅廳历歷压壓厌厭县縣参參双雙变變号號吗嗎吴吳启啟响響团團园園围圍\
    图圖圣聖块塊坏壞坚堅声聲备備够夠夺奪奋奮奖獎妇婦妈媽孙孫学學宁寧宝寶审審宪憲宫宮宽寬宾賓寻尋将將尔爾尽盡层層\
    属屬岁歲岛島币幣师師帅帥库庫庆慶废廢异異弃棄弹彈归歸录錄彻徹忆憶怀懷态態忧憂怜憐恋戀恶惡悬懸惊驚惯慣愿願戏戲\
    户戶执執扩擴扫掃扬揚护護担擔拟擬拥擁择擇挥揮损損换換据據掷擲";

/// The ISO 15924 code of the script that a text in `language` (a code of [`crate::LANGUAGES`]) is written in.
///
/// Chinese is `Hans` or `Hant` by the characters that only one of them has, `Hani` where there are none; all others
/// are told by most of their letters. None where there is no letter, or one of a script that no model has.
#[must_use]
pub fn script(text: &str, language: &str) -> Option<&'static str> {
    let mut counts = [0u32; SCRIPTS.len()];
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if let Some(at) = SCRIPTS.iter().position(|(_, blocks)| blocks.iter().any(|(a, z)| (*a..=*z).contains(&c))) {
            counts[at] += 1;
        }
    }
    let (most, (code, _)) = counts.into_iter().zip(SCRIPTS).max_by_key(|(n, _)| *n).filter(|(n, _)| *n > 0)?;
    debug_assert!(most > 0);
    Some(match (code, language) {
        ("Hani" | "Jpan", "zh") => chinese(text),
        ("Hani" | "Jpan", "ja") => "Jpan",
        ("Hang", _) => "Kore",
        (code, _) => code,
    })
}

/// Which characters Chinese is written with.
fn chinese(text: &str) -> &'static str {
    let (mut simplified, mut traditional) = (0, 0);
    for c in text.chars().filter(|c| *c >= '\u{4e00}') {
        match PAIRS.chars().position(|p| p == c) {
            Some(at) if at % 2 == 0 => simplified += 1,
            Some(_) => traditional += 1,
            None => {}
        }
    }
    match simplified.cmp(&traditional) {
        std::cmp::Ordering::Less => "Hant",
        std::cmp::Ordering::Greater => "Hans",
        std::cmp::Ordering::Equal => "Hani",
    }
}

/// A script with its blocks, first and last characters.
type Script = (&'static str, &'static [(char, char)]);

#[rustfmt::skip]
static SCRIPTS: [Script; 17] = [
    ("Latn", &[('a', 'z'), ('A', 'Z'), ('ª', 'ʯ'), ('\u{1e00}', '\u{1eff}'), ('Ａ', 'ｚ')]),
    ("Cyrl", &[('\u{400}', '\u{52f}'), ('\u{1c80}', '\u{1c8f}')]),
    ("Arab", &[('\u{600}', '\u{6ff}'), ('\u{750}', '\u{77f}'), ('\u{fb50}', '\u{fdff}'), ('\u{fe70}', '\u{fefc}')]),
    ("Deva", &[('\u{900}', '\u{97f}')]),
    ("Hani", &[('\u{3400}', '\u{4dbf}'), ('\u{4e00}', '\u{9fff}'), ('\u{f900}', '\u{faff}'), ('\u{20000}', '\u{3ffff}')]),
    ("Jpan", &[('\u{3041}', '\u{30ff}'), ('\u{31f0}', '\u{31ff}'), ('\u{ff66}', '\u{ff9f}')]),
    ("Hang", &[('\u{1100}', '\u{11ff}'), ('\u{3131}', '\u{318e}'), ('\u{ac00}', '\u{d7a3}')]),
    ("Armn", &[('\u{531}', '\u{588}')]),
    ("Beng", &[('\u{980}', '\u{9ff}')]),
    ("Geor", &[('\u{10a0}', '\u{10ff}'), ('\u{1c90}', '\u{1cbf}')]),
    ("Grek", &[('\u{370}', '\u{3ff}'), ('\u{1f00}', '\u{1fff}')]),
    ("Gujr", &[('\u{a80}', '\u{aff}')]),
    ("Guru", &[('\u{a00}', '\u{a7f}')]),
    ("Hebr", &[('\u{591}', '\u{5f4}')]),
    ("Taml", &[('\u{b80}', '\u{bff}')]),
    ("Telu", &[('\u{c00}', '\u{c7f}')]),
    ("Thai", &[('\u{e00}', '\u{e7f}')]),
];
