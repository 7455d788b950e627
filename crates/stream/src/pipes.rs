//! Pipes between tools.

/// How much a pipe should hold. The 64 KiB that it has otherwise make tools of one pipeline take turns more often than
/// they have something to do, which costs a tenth of their time. Linux allows anybody 1 MiB.
#[cfg(target_os = "linux")]
const WIDTH: usize = 1 << 19;

/// Makes a pipe wider that is narrower. What is no pipe, or may not become one, stays as it is.
#[cfg(target_os = "linux")]
pub(crate) fn widen(end: impl std::os::fd::AsFd) {
    use rustix::pipe::{fcntl_getpipe_size, fcntl_setpipe_size};
    if fcntl_getpipe_size(&end).is_ok_and(|size| size < WIDTH) {
        // Where it is not allowed, it works as well.
        let _ = fcntl_setpipe_size(&end, WIDTH);
    }
}

/// Only Linux has a way.
#[cfg(not(target_os = "linux"))]
pub(crate) fn widen<T>(_: T) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use rustix::pipe::{fcntl_getpipe_size, fcntl_setpipe_size};

    #[test]
    fn narrow_pipes_become_wider_and_wide_ones_stay() {
        let (reader, writer) = std::io::pipe().unwrap();
        widen(&writer);
        assert_eq!(fcntl_getpipe_size(&reader).unwrap(), WIDTH);
        fcntl_setpipe_size(&reader, 2 * WIDTH).unwrap();
        widen(&reader);
        assert_eq!(fcntl_getpipe_size(&writer).unwrap(), 2 * WIDTH);
        widen(std::fs::File::open("/dev/null").unwrap());
    }
}
