//! x
/// The tool.
pub const TOOL: copydesk_cli::Tool = copydesk_cli::Tool {
    name: "x",
    command: || clap::Command::new("x"),
    run: |_, _| Ok(copydesk_cli::stream::exit::Exit::Done),
};
