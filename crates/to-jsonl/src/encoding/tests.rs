use super::*;

#[test]
fn utf8_stays() {
    assert_eq!(detect("é".as_bytes(), None).charset, Charset::UTF_8);
}
