//! Numbers, hashes, addresses, encoded bytes, tables.

use super::{Kind, Random};

const DIGITS: &str = "0123456789";
const HEX: &str = "0123456789abcdef";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Words as they stand in addresses and names of files.
const NAMES: &[&str] = &[
    "about",
    "archive",
    "blog",
    "category",
    "contact",
    "docs",
    "download",
    "en",
    "images",
    "index",
    "kontakt",
    "latest",
    "main",
    "news",
    "nouvelles",
    "page",
    "product",
    "recherche",
    "report",
    "search",
    "static",
    "tag",
    "user",
    "world",
];
const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub(crate) const KINDS: &[Kind] = &[
    ("numbers", |r| r.few(12, " ", number)),
    ("amounts", |r| r.few(6, ", ", amount)),
    ("dates", |r| r.few(5, "\n", date)),
    ("telephones", |r| r.few(4, "\n", telephone)),
    ("places", |r| format!("{}.{}° N, {}.{}° W", r.below(90), r.below(9999), r.below(180), r.below(9999))),
    ("hashes", |r| r.few(3, "\n", hash)),
    ("identifiers", |r| r.few(3, " ", identifier)),
    ("base64", |r| r.few(4, "\n", base64)),
    ("tokens", |r| {
        let part = |r: &mut Random| r.string(URL_SAFE, 27);
        format!("eyJ{}.eyJ{}.{}", part(r), part(r), part(r))
    }),
    ("hexadecimal dumps", |r| r.few(4, "\n", dump)),
    ("addresses of pages", |r| r.few(3, " ", url)),
    ("addresses of mail", |r| r.few(3, ", ", mail)),
    ("addresses of machines", |r| r.few(4, " ", machine)),
    ("paths", |r| r.few(2, "\n", path)),
    ("accesses", |r| r.few(3, "\n", access)),
    ("measurements", |r| r.few(8, "\n", csv)),
    ("versions", |r| r.few(4, " ", |r| format!("v{}.{}.{}-rc{}", r.below(9), r.below(30), r.below(9), r.below(5)))),
    ("part numbers", |r| r.few(5, " ", part_number)),
    ("formulas", |r| r.few(3, "; ", formula)),
    ("emoji and marks", |r| {
        r.few(9, " ", |r| r.one(&["😀", "🎉", "👍🏽", "❤️", "***", "----", "=>", "§", "…"]).to_owned())
    }),
];

fn number(r: &mut Random) -> String {
    let n = r.below(1_000_000);
    match r.below(6) {
        0 => format!("{n}"),
        1 => format!("-{}.{:03}", n % 1000, r.below(1000)),
        2 => format!("{}.{:04}e-{:02}", n % 10, r.below(10_000), r.below(30)),
        3 => format!("0x{n:x}"),
        4 => format!("{}%", n % 100),
        _ => format!("{},{:03},{:03}", n % 100, r.below(1000), r.below(1000)),
    }
}

fn amount(r: &mut Random) -> String {
    let sign = r.one(&["$", "€", "£", "¥", "₹"]);
    format!("{sign}{},{:03}.{:02}", r.below(900), r.below(1000), r.below(100))
}

fn date(r: &mut Random) -> String {
    let (year, month, day) = (1950 + r.below(100), 1 + r.below(12), 1 + r.below(28));
    let (hour, minute) = (r.below(24), r.below(60));
    match r.below(5) {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{day:02}.{month:02}.{year} {hour:02}:{minute:02}"),
        2 => format!("{month}/{day}/{year}"),
        3 => format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00.{:03}Z", r.below(1000)),
        _ => format!("{hour:02}:{minute:02}:{:02}+0{}:00", r.below(60), r.below(9)),
    }
}

fn telephone(r: &mut Random) -> String {
    match r.below(3) {
        0 => format!("+1 ({}) {}-{}", 200 + r.below(700), 200 + r.below(700), 1000 + r.below(9000)),
        1 => format!("+49 {} {}", 30 + r.below(900), r.string(DIGITS, 7)),
        _ => format!("0{}/{}-{}", 200 + r.below(700), r.string(DIGITS, 5), r.below(99)),
    }
}

fn hash(r: &mut Random) -> String {
    let length = [32, 40, 64, 128][r.below(4)];
    let hash = r.string(HEX, length);
    match r.below(3) {
        0 => hash.to_uppercase(),
        1 => format!("sha256:{hash}"),
        _ => hash,
    }
}

fn identifier(r: &mut Random) -> String {
    let mut hex = |n| r.string(HEX, n);
    let id = [hex(8), hex(4), hex(4), hex(4), hex(12)].join("-");
    if r.below(3) == 0 { format!("{{{}}}", id.to_uppercase()) } else { id }
}

fn base64(r: &mut Random) -> String {
    let length = 16 + 4 * r.below(15);
    let padding = r.one(&["", "=", "=="]);
    r.string(BASE64, length - padding.len()) + padding
}

fn dump(r: &mut Random) -> String {
    let bytes: Vec<String> = (0..16).map(|_| r.string(HEX, 2)).collect();
    format!("{:08x}  {}", r.below(1 << 20) * 16, bytes.join(" "))
}

fn url(r: &mut Random) -> String {
    let start = r.one(&["https://", "http://", "https://www.", "www.", "ftp://"]);
    let (host, end) = (r.one(NAMES), r.one(&["com", "org", "net", "de", "co.uk", "fr"]));
    let path = r.few(4, "/", |r| r.one(NAMES).to_owned());
    let slug = r.few(5, "-", |r| r.one(NAMES).to_owned());
    match r.below(4) {
        0 => format!("{start}{host}.{end}"),
        1 => format!("{start}{host}.{end}/{path}/{slug}.html"),
        2 => format!("{start}{host}.{end}/{path}?{}={}&page={}", r.one(NAMES), r.one(NAMES), r.below(90)),
        _ => format!("{start}{host}.{end}:8080/{path}#{slug}"),
    }
}

fn mail(r: &mut Random) -> String {
    format!("{}.{}@{}.{}", r.one(NAMES), r.one(NAMES), r.one(NAMES), r.one(&["com", "org", "de", "ac.uk"]))
}

fn machine(r: &mut Random) -> String {
    match r.below(3) {
        0 => format!("{}.{}.{}.{}", r.below(256), r.below(256), r.below(256), r.below(256)),
        1 => format!("{}:{}::{}", r.string(HEX, 4), r.string(HEX, 4), r.string(HEX, 4)),
        _ => (0..6).map(|_| r.string(HEX, 2)).collect::<Vec<_>>().join(":"),
    }
}

fn path(r: &mut Random) -> String {
    let (folder, name) = (r.few(3, "/", |r| r.one(NAMES).to_owned()), r.one(NAMES));
    match r.below(3) {
        0 => format!("/usr/share/{folder}/{name}.txt"),
        1 => format!("C:\\Users\\{}\\{name}.docx", folder.replace('/', "\\")),
        _ => format!("../{folder}/{name}_{}.tar.gz", r.below(100)),
    }
}

fn access(r: &mut Random) -> String {
    let (client, month, name) = (machine(r), r.one(MONTHS), r.one(NAMES));
    format!(
        "{client} - - [{:02}/{month}/2026:13:55:36 +0000] \"GET /{name}/{} HTTP/1.1\" 200 {}",
        1 + r.below(28),
        r.below(999),
        r.below(99_999)
    )
}

fn csv(r: &mut Random) -> String {
    let mut cell = || format!("{}.{}", r.below(1000), r.below(100));
    [cell(), cell(), cell(), cell()].join(",")
}

fn part_number(r: &mut Random) -> String {
    let (head, tail) = (1 + r.below(3), 3 + r.below(5));
    format!("{}-{}{}", r.string(UPPER, head), r.string(DIGITS, tail), r.one(&["", "-A", "X", "/2"]))
}

fn formula(r: &mut Random) -> String {
    let (a, b) = (r.one(&["x", "y", "n", "k"]), r.one(&["x", "y", "z", "t"]));
    let (m, n) = (r.below(20), r.below(20));
    match r.below(3) {
        0 => format!("{a}^2 + {m}{b} - {n} = 0"),
        1 => format!("f({a}) = {m}{a}^{n} / ({b} + 1)"),
        _ => format!("∑{a}² ≤ {m}·{b} ± {n}"),
    }
}
