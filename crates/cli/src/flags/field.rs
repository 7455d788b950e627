use clap::Args;
use copydesk_stream::record::Field;

/// Which field a tool reads.
#[derive(Args, Debug)]
#[command(next_help_heading = "Fields")]
pub struct FieldFlags {
    /// The field to read; /a/b is a JSON Pointer
    #[arg(short, long, value_name = "NAME", default_value = "text")]
    pub field: Field,
}
