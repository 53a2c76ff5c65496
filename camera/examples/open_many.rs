//! Opens a camera many times, reads a picture each time, and says in a line of JSON what grew.
//!
//! `open_many NUMBER TIMES`; on Linux. The first and the last count of open files, threads and
//! kilobytes of memory are those after the tenth opening and after the last.

#[cfg(target_os = "linux")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use std::fs::{read_dir, read_to_string};

    use deepvis_camera::{Stream, nodes};

    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u32>());
    let (Some(Ok(number)), Some(Ok(times))) = (arguments.next(), arguments.next()) else {
        return Err("usage: open_many NUMBER TIMES".into());
    };
    let node = nodes().into_iter().find(|node| node.index == number);
    let node = node.ok_or_else(|| format!("there is no camera {number}"))?;
    let counts = || -> std::io::Result<[u64; 3]> {
        let entries = |folder| Ok::<_, std::io::Error>(read_dir(folder)?.count() as u64);
        let status = read_to_string("/proc/self/status")?;
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let memory = memory.and_then(|line| line.split_whitespace().next()?.parse().ok());
        Ok([entries("/proc/self/fd")?, entries("/proc/self/task")?, memory.unwrap_or_default()])
    };
    let mut first = None;
    for opened in 1..=times {
        let mut stream = Stream::open(&node)?;
        let bytes = stream.frame().map_err(|hitch| format!("opening {opened}: {hitch:?}"))?.len();
        if bytes == 0 {
            return Err(format!("opening {opened}: an empty picture").into());
        }
        drop(stream);
        if opened == times.min(10) {
            first = Some(counts()?);
        }
    }
    let (first, last) = (first.unwrap_or_default(), counts()?);
    println!(
        "{{\"opened\": {times}, \"descriptors\": [{}, {}], \"threads\": [{}, {}], \"rss_kb\": [{}, {}]}}",
        first[0], last[0], first[1], last[1], first[2], last[2]
    );
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("open_many counts by means of Linux");
}
