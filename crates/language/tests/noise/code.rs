//! Code in many languages, with names put together of words.

use super::{Kind, Random};

const WORDS: &[&str] = &[
    "account", "buffer", "cache", "client", "config", "count", "customer", "data", "error", "event", "field", "file",
    "handler", "index", "input", "item", "key", "label", "length", "line", "list", "message", "name", "node", "number",
    "offset", "order", "output", "parent", "path", "payload", "price", "query", "record", "request", "response",
    "result", "row", "score", "session", "size", "source", "start", "status", "table", "task", "text", "token",
    "total", "user", "value", "width", "window", "worker",
];

impl Random {
    fn word(&mut self) -> &'static str {
        self.one(WORDS)
    }

    /// `two_words` or one.
    fn snake(&mut self) -> String {
        if self.below(2) == 0 { self.word().to_owned() } else { format!("{}_{}", self.word(), self.word()) }
    }

    /// `twoWords` or one.
    fn camel(&mut self) -> String {
        if self.below(2) == 0 { self.word().to_owned() } else { format!("{}{}", self.word(), self.pascal()) }
    }

    /// `Word`
    fn pascal(&mut self) -> String {
        let word = self.word();
        word[..1].to_uppercase() + &word[1..]
    }
}

pub(crate) const KINDS: &[Kind] = &[
    ("Rust", |r| {
        let (a, b, c) = (r.snake(), r.snake(), r.word());
        match r.below(4) {
            0 => format!("fn {a}({b}: &str) -> Option<usize> {{\n    {b}.find('{}')\n}}", r.below(10)),
            1 => format!("let {a} = {b}.iter().map(|{c}| {c}.len()).sum::<usize>();"),
            2 => format!("match {a} {{\n    Some({c}) => println!(\"{{}}\", {c}),\n    None => return Err({b}),\n}}"),
            _ => format!(
                "use std::collections::HashMap;\n\npub struct {} {{\n    {a}: u32,\n    {c}: String,\n}}",
                r.pascal()
            ),
        }
    }),
    ("Python", |r| {
        let (a, b, c) = (r.snake(), r.snake(), r.word());
        match r.below(6) {
            0 => format!("def {a}({b}):\n    return {b} + 1"),
            1 => format!("for {c} in range({}):\n    print({c})", r.below(100)),
            2 => format!("import os\nfrom {c} import {a}\n\n{b} = {a}(os.environ['{c}'])"),
            3 => format!("if __name__ == '__main__':\n    {a}()"),
            4 => format!("class {}:\n    def __init__(self, {c}):\n        self.{c} = {c}", r.pascal()),
            _ => format!("with open({a}) as f:\n    {b} = [{c}.strip() for {c} in f if {c}]"),
        }
    }),
    ("JavaScript", |r| {
        let (a, b, c) = (r.camel(), r.camel(), r.word());
        match r.below(5) {
            0 => format!("function {a}({b}) {{ return {b}.{c}; }}"),
            1 => format!("const {a} = async ({b}) => {{\n  const {c} = await fetch({b});\n  return {c}.json();\n}};"),
            2 => format!("document.getElementById('{a}').addEventListener('click', () => {b}());"),
            3 => format!("import {{ {a} }} from './{c}';\nexport default {a};"),
            _ => format!("console.log({a}.map({c} => {c}.{b}));"),
        }
    }),
    ("C", |r| {
        let (a, b, c) = (r.snake(), r.snake(), r.word());
        match r.below(4) {
            0 => format!(
                "#include <stdio.h>\n\nint main(void) {{\n    printf(\"%d\\n\", {});\n    return 0;\n}}",
                r.below(99)
            ),
            1 => format!("for (int i = 0; i < {a}; i++) {{ {b}[i] = {c}->{a}; }}"),
            2 => format!("static size_t {a}(const char *{b}, size_t {c})\n{{\n\treturn strlen({b}) * {c};\n}}"),
            _ => format!("#define {} {}\nstruct {b} *{c} = malloc(sizeof(*{c}));", a.to_uppercase(), r.below(999)),
        }
    }),
    ("Java", |r| {
        let (a, b, c) = (r.camel(), r.pascal(), r.word());
        match r.below(3) {
            0 => format!("public class {b} {{\n    private int {a};\n    public int get{b}() {{ return {a}; }}\n}}"),
            1 => format!("List<String> {a} = new ArrayList<>();\n{a}.add(\"{c}\");"),
            _ => format!("System.out.println({a}.get{b}());"),
        }
    }),
    ("Go", |r| {
        let (a, b, c) = (r.camel(), r.pascal(), r.word());
        match r.below(3) {
            0 => format!("if err != nil {{\n\treturn nil, fmt.Errorf(\"{c}: %w\", err)\n}}"),
            1 => format!("func (s *{b}) {a}() error {{\n\treturn s.{c}.Close()\n}}"),
            _ => format!("package main\n\nimport \"fmt\"\n\nfunc main() {{ fmt.Println({}) }}", r.below(99)),
        }
    }),
    ("SQL", |r| {
        let (a, b, c) = (r.snake(), r.snake(), r.word());
        match r.below(5) {
            0 => format!("SELECT {a}, {b} FROM {c}s WHERE id = {};", r.below(999)),
            1 => format!("INSERT INTO {c}s ({a}, {b}) VALUES ({}, '{c}');", r.below(999)),
            2 => format!("UPDATE {c}s SET {a} = {a} + 1 WHERE {b} IS NOT NULL;"),
            3 => format!("select count(*) from {c}s group by {a}, {b} order by 1 desc limit 10;"),
            _ => format!(
                "CREATE TABLE {c}s (\n  id INTEGER PRIMARY KEY,\n  {a} VARCHAR(255) NOT NULL,\n  {b} TIMESTAMP\n);"
            ),
        }
    }),
    ("shell", |r| {
        let (a, b, c) = (r.word(), r.snake(), r.word());
        match r.below(5) {
            0 => format!("for f in *.{a}; do grep -c {b} \"$f\" | sort -n; done"),
            1 => format!("cat {a}.txt | sed 's/{b}/{c}/g' > {c}.txt"),
            2 => format!(
                "#!/bin/bash\nset -e\nexport {}=$HOME/{c}\ncd \"${}\" && make",
                b.to_uppercase(),
                b.to_uppercase()
            ),
            3 => format!("curl -sS https://{a}.example.com/{c} | jq '.{b}[] | .id'"),
            _ => format!("if [ -f /etc/{a}.conf ]; then\n  source /etc/{a}.conf\nfi"),
        }
    }),
    ("HTML", |r| {
        let (a, b, c) = (r.word(), r.word(), r.word());
        match r.below(3) {
            0 => format!("<div class=\"{a} {b}\"><span id=\"{c}\">{}</span></div>", r.below(999)),
            1 => format!("<ul>\n  <li><a href=\"/{a}\">{a}</a></li>\n  <li><a href=\"/{b}\">{b}</a></li>\n</ul>"),
            _ => format!("<script src=\"/static/{a}.js\"></script><link rel=\"stylesheet\" href=\"{b}.css\">"),
        }
    }),
    ("CSS", |r| {
        let (a, b) = (r.word(), r.word());
        match r.below(2) {
            0 => format!(".{a}-{b} {{ margin: 0 auto; padding: {}px; color: #3f51b5; }}", r.below(90)),
            _ => format!("@media (max-width: {}px) {{\n  #{a} {{ display: none; }}\n}}", r.below(2000)),
        }
    }),
    ("JSON", |r| {
        let (a, b, c) = (r.snake(), r.snake(), r.word());
        match r.below(3) {
            0 => format!("{{\"{a}\": {}, \"{b}\": [1, 2, 3], \"{c}\": null}}", r.below(999)),
            1 => format!(
                "{{\n  \"{a}\": \"{c}\",\n  \"{b}\": {{\n    \"id\": {},\n    \"ok\": true\n  }}\n}}",
                r.below(999)
            ),
            _ => format!("[{{\"{a}\":\"{b}\"}},{{\"{a}\":\"{c}\"}}]"),
        }
    }),
    ("settings", |r| {
        let (a, b, c) = (r.snake(), r.snake(), r.word());
        match r.below(3) {
            0 => format!("[{c}]\n{a} = {}\n{b} = \"{c}\"", r.below(99)),
            1 => format!("{c}:\n  {a}: {}\n  {b}: true\n  image: {c}:{}.{}", r.below(99), r.below(9), r.below(9)),
            _ => format!("{}={}\n{}=/var/{c}", a.to_uppercase(), r.below(999), b.to_uppercase()),
        }
    }),
    ("other languages", |r| {
        let (a, b, c) = (r.snake(), r.camel(), r.word());
        match r.below(6) {
            0 => format!("def {a}({c})\n  @{c} ||= {a}.map(&:to_s)\nend"),
            1 => format!("<?php foreach (${a} as ${c}) {{ echo ${c}['{b}']; }} ?>"),
            2 => format!("{b} :: Int -> [String] -> Maybe Int\n{b} {c} xs = foldr (+) 0 <$> xs"),
            3 => format!("(defun {a} ({c}) (if (null {c}) 0 (+ 1 ({a} (cdr {c})))))"),
            4 => format!("{a}:\n    mov eax, [ebp+8]\n    cmp eax, {}\n    jne .{c}\n    ret", r.below(99)),
            _ => format!("val {b} = listOf(1, 2, 3).filter {{ it > {} }}.map {{ it * it }}", r.below(9)),
        }
    }),
    ("differences", |r| {
        let (a, b, c) = (r.snake(), r.camel(), r.word());
        format!("@@ -{},6 +{},7 @@\n-    {a} = {b}({c})\n+    {a} = {b}({c}, {})", r.below(99), r.below(99), r.below(9))
    }),
    ("regular expressions", |r| match r.below(3) {
        0 => format!("^[a-z]{{{},}}\\d+$", 1 + r.below(9)),
        1 => format!("(?i)\\b{}\\s*=\\s*([^;]+);?", r.word()),
        _ => "^([\\w.+-]+)@([a-z\\d-]+\\.)+[a-z]{2,}$".to_owned(),
    }),
];
