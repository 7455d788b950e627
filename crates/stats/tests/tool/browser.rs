//! The page in Chromium, where there is one: on a phone, in light and in dark.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::page::page;
use crate::run::folder;

/// Chromium on the PATH.
fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name))).find(|file| file.is_file())
}

/// A page that shows others in frames of a phone's width, and says what it finds in them.
const FRAMES: &str = r#"<body style="margin:0"><script>
addEventListener("load", () => {
  const found = [...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentDocument, root = page.documentElement;
    const folded = root.scrollWidth;
    page.querySelectorAll("details").forEach(details => details.open = true);
    const wide = [...page.querySelectorAll("body *")].filter(e => !e.closest(".hidden, thead, title, svg") && e.getBoundingClientRect().right > frame.width);
    return {
      folded, open: root.scrollWidth, wide: wide.slice(0, 5).map(e => e.outerHTML.slice(0, 200)),
      background: frame.contentWindow.getComputedStyle(page.body).backgroundColor,
      foreign: page.querySelectorAll("script, img, iframe, object, svg[onload], link").length,
      styles: page.querySelectorAll("style").length,
      headings: page.querySelectorAll("h1").length,
      height: Math.min(...[...page.querySelectorAll("svg.plot")].map(e => e.getBoundingClientRect().height)),
    };
  });
  document.body.textContent = "FOUND" + JSON.stringify(found) + "END";
});
</script>"#;

#[test]
fn it_fits_a_phone_in_light_and_dark() {
    let Some(chromium) = chromium() else {
        let _ = writeln!(std::io::stderr(), "it_fits_a_phone_in_light_and_dark: skipped, as there is no Chromium");
        return;
    };
    let dir = folder("browser");
    let mut frames = FRAMES.to_owned();
    for (i, file) in ["articles.jsonl", "hostile.jsonl"].into_iter().enumerate() {
        std::fs::write(format!("{dir}/{i}.html"), page(file)).unwrap();
        for scheme in ["light", "dark"] {
            frames += &format!(
                "<iframe width=360 height=700 style=\"border:0;color-scheme:{scheme}\" src=\"{i}.html\"></iframe>"
            );
        }
    }
    std::fs::write(format!("{dir}/frames.html"), frames).unwrap();
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-dev-shm-usage", "--hide-scrollbars", "--allow-file-access-from-files", "--dump-dom"])
        .arg(format!("--user-data-dir={dir}/profile"))
        .arg(format!("file://{dir}/frames.html"))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let json = dom.split_once("FOUND").and_then(|(_, rest)| rest.rsplit_once("END"));
    let (json, _) = json.unwrap_or_else(|| panic!("{dom}\n{}", String::from_utf8_lossy(&output.stderr)));
    let found: Vec<Value> = serde_json::from_str(json).unwrap();
    assert_eq!(found.len(), 4);
    for frame in &found {
        assert_eq!((frame["folded"].as_u64(), frame["open"].as_u64()), (Some(360), Some(360)), "{frame}");
        assert_eq!(frame["wide"], Value::Array(Vec::new()), "{frame}");
        assert_eq!(
            (&frame["foreign"], &frame["styles"], &frame["headings"]),
            (&0.into(), &1.into(), &1.into()),
            "{frame}"
        );
        assert!(frame["height"].as_f64() >= Some(60.0), "{frame}");
    }
    assert_ne!(found[0]["background"], found[1]["background"], "dark is not light");
}
