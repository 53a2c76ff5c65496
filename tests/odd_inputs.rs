//! Tests with damaged or odd files, twenty-five of each kind that DeepVis reads.
//!
//! Either one can be used, or what is wrong is one line that names the file. Nothing panics, and
//! nothing is left half done.

use std::ffi::OsString;
use std::fs;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use deepvis::config::Config;
use deepvis::frame::Picture;
use deepvis::interrupt::Interrupt;
use deepvis::network::{checkpoint, zoo};
use deepvis::source::{self, Listing, SourceSpec};
use image::{ImageFormat, RgbImage};
use tempfile::TempDir;

const COUNT: usize = 25;
/// A shot of each picture of a small animation, and of its first again.
const SHOTS: usize = 5;

/// What was done to an input, and its bytes.
type Odd = (String, Vec<u8>);

/// A size in a header: where its bytes lie, lowest first or last, and how many there are to a side.
struct Sizes {
    at: usize,
    bytes: usize,
    little: bool,
}

impl Sizes {
    /// The input with this width and height.
    fn set(&self, whole: &[u8], width: u64, height: u64) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        for (number, side) in [width, height].into_iter().enumerate() {
            let place = &mut bytes[self.at + number * self.bytes..][..self.bytes];
            if self.little {
                place.copy_from_slice(&side.to_le_bytes()[..self.bytes]);
            } else {
                place.copy_from_slice(&side.to_be_bytes()[8 - self.bytes..]);
            }
        }
        bytes
    }
}

/// Twenty-one for any kind of bytes: cut, turned over, missing, doubled, something else.
fn damaged(whole: &[u8]) -> Vec<Odd> {
    let length = whole.len();
    let part = |eighths: usize| length * eighths / 8;
    let mut odd: Vec<Odd> = vec![("empty".into(), Vec::new())];
    for cut in [1, 12, 20, part(2), part(4), part(6), length - 9, length - 1] {
        odd.push((format!("the first {cut} bytes of {length}"), whole[..cut].to_vec()));
    }
    for at in [4, 17, 25, part(3), part(5), part(7), length - 5] {
        let mut bytes = whole.to_vec();
        bytes[at] ^= 0xff;
        odd.push((format!("byte {at} turned over"), bytes));
    }
    let zeros = [&whole[..part(4)], &vec![0; length - part(4)]].concat();
    let missing = [&whole[..part(3)], &whole[part(3) + 1..]].concat();
    odd.push(("zeros in its second half".into(), zeros));
    odd.push(("a byte is missing".into(), missing));
    odd.push(("twice".into(), whole.repeat(2)));
    odd.push(("the first byte is missing".into(), whole[1..].to_vec()));
    odd.push(("text".into(), b"a cat, honestly\n".to_vec()));
    odd
}

/// The same, and four whose header says another size.
fn damaged_or_of_another_size(whole: &[u8], sizes: &Sizes) -> Vec<Odd> {
    let mut odd = damaged(whole);
    let most = u64::MAX >> (64 - 8 * sizes.bytes);
    for (width, height) in [(0, 0), (0, 9), (most, most), (7, most >> 1)] {
        let bytes = sizes.set(whole, width, height);
        odd.push((format!("said to be {width}x{height}"), bytes));
    }
    odd
}

fn drawn() -> RgbImage {
    let colour = |x, y| image::Rgb([x as u8 * 9, y as u8 * 13, (x * y) as u8]);
    RgbImage::from_fn(24, 16, colour)
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    drawn().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(
            crc ^ u32::from(byte),
            |c, _| {
                if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 }
            },
        )
    })
}

/// A PNG's check sum of its header is set right again, so that more than that is looked at.
fn with_its_check_sum(mut png: Vec<u8>) -> Vec<u8> {
    if png.len() > 33 {
        let sum = crc32(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&sum);
    }
    png
}

/// Grey pictures of 24x16, a tenth of a second each.
fn grey(number: u8) -> Vec<u8> {
    (0..24 * 16).map(|at| (at as u8).wrapping_mul(number + 3)).collect()
}

fn animated_gif() -> Vec<u8> {
    let mut bytes = Vec::new();
    let palette: Vec<u8> = (0..=255).flat_map(|grey| [grey; 3]).collect();
    let mut encoder = gif::Encoder::new(&mut bytes, 24, 16, &palette).unwrap();
    for number in 0..4 {
        let mut frame = gif::Frame::from_indexed_pixels(24, 16, grey(number), None);
        frame.delay = 10;
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    bytes
}

fn animated_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 24, 16);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_animated(4, 0).unwrap();
    encoder.set_frame_delay(1, 10).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for number in 0..4 {
        writer.write_image_data(&grey(number)).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

fn chunk(name: &[u8], body: &[u8]) -> Vec<u8> {
    [name, &(body.len() as u32).to_le_bytes(), body, &[0][..body.len() % 2]].concat()
}

fn animated_webp() -> Vec<u8> {
    let part = |number: u8| {
        let mut still = Vec::new();
        let encoder = image_webp::WebPEncoder::new(&mut still);
        encoder.encode(&grey(number), 24, 16, image_webp::ColorType::L8).unwrap();
        let header = [0, 0, 0, 0, 0, 0, 23, 0, 0, 15, 0, 0, 100, 0, 0, 0];
        chunk(b"ANMF", &[&header[..], &still[12..]].concat())
    };
    let header = chunk(b"VP8X", &[0b10, 0, 0, 0, 23, 0, 0, 15, 0, 0]);
    let chunks = [header, chunk(b"ANIM", &[0; 6]), (0..4).flat_map(part).collect()].concat();
    chunk(b"RIFF", &[b"WEBP", &chunks[..]].concat())
}

/// Of each kind of picture: the ending of its name, and twenty-five files.
fn pictures() -> Vec<(&'static str, Vec<Odd>)> {
    let png_sizes = Sizes { at: 16, bytes: 4, little: false };
    let png = |whole: &[u8]| -> Vec<Odd> {
        let odd = damaged_or_of_another_size(whole, &png_sizes).into_iter();
        odd.map(|(what, bytes)| (what, with_its_check_sum(bytes))).collect()
    };
    let jpeg = encoded(ImageFormat::Jpeg);
    // Precision comes before height and width.
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    let sizes = |at, bytes, little| Sizes { at, bytes, little };
    let webp = encoded(ImageFormat::WebP);
    assert_eq!(&webp[12..16], b"VP8L");
    let (gif, moving) = (encoded(ImageFormat::Gif), animated_webp());
    vec![
        ("png", png(&encoded(ImageFormat::Png))),
        ("jpg", damaged_or_of_another_size(&jpeg, &sizes(frame + 5, 2, false))),
        ("gif", damaged_or_of_another_size(&gif, &sizes(6, 2, true))),
        ("bmp", damaged_or_of_another_size(&encoded(ImageFormat::Bmp), &sizes(18, 4, true))),
        ("webp", damaged_or_of_another_size(&webp, &sizes(21, 2, true))),
        ("moving.gif", damaged_or_of_another_size(&animated_gif(), &sizes(6, 2, true))),
        ("moving.png", png(&animated_png())),
        ("moving.webp", damaged_or_of_another_size(&moving, &sizes(24, 3, true))),
    ]
}

/// Headers and pictures that make a y4m clip odd; without its first word it would be for ffmpeg.
fn clips() -> Vec<Odd> {
    let whole = |header: &str| {
        let planes = vec![100; 8 * 8 * 3 / 2];
        let picture = [&b"FRAME\n"[..], &planes].concat();
        [format!("YUV4MPEG2 {header}\n").as_bytes(), &picture.repeat(3)].concat()
    };
    let long = format!("W8 H8 X{}", "x".repeat(5000));
    let headers = [
        "",
        "W8",
        "W0 H0",
        "W0 H8",
        "W-8 H8",
        "W8 H8 F0:1",
        "W8 H8 F1",
        "W8 H8 F99999999:1",
        "W4294967295 H4294967295",
        "W99999999999 H8",
        "W8 H8 A0:0",
        "W8 H8 A9999999:1",
        "W8 H8 A1:9",
        "W8 H8 Ax",
        "W8 H8 C444",
        "W\u{e4} H8",
        &long,
    ];
    let mut odd: Vec<Odd> =
        headers.iter().map(|header| (format!("{header:.40}"), whole(header))).collect();
    let good = whole("W8 H8");
    for cut in [11, 16, 20, 22, 60, good.len() - 1] {
        odd.push((format!("the first {cut} bytes"), good[..cut].to_vec()));
    }
    odd.push(("FRAMF".into(), [&good[..20], b"F\n", &good[22..]].concat()));
    odd.push(("bytes behind it".into(), [&good[..], b"behind"].concat()));
    odd
}

/// A line for what is wrong, or none.
type Outcome = Result<(), String>;

/// What may come of reading a file: nothing, or a line that names it.
fn judge(what: &str, path: &Path, read: impl FnOnce() -> Outcome, faults: &mut Vec<String>) {
    let name = path.file_name().unwrap().to_string_lossy();
    match catch_unwind(AssertUnwindSafe(read)) {
        Err(_) => faults.push(format!("{name}, {what}: a panic")),
        Ok(Err(line)) if line.lines().count() != 1 || line.chars().any(char::is_control) => {
            faults.push(format!("{name}, {what}: not one line: {line:?}"));
        }
        Ok(Err(line)) if !line.contains(&*name) => {
            faults.push(format!("{name}, {what}: the file is not named: {line}"));
        }
        Ok(Ok(()) | Err(_)) => {}
    }
}

/// Reads a picture or clip as all commands do: once, and as a source, to its end and from its
/// beginning again.
fn show(path: &Path) -> Outcome {
    let said = |error: deepvis::Error| error.to_string();
    let still = source::load(path).map(drop).map_err(said);
    let spec = SourceSpec::Files(path.to_owned());
    let mut source = source::open(&spec, &Interrupt::default()).map_err(said)?;
    for step in [0, 1, -1] {
        source.step(step);
        for _ in 0..SHOTS {
            let shot = source.next(Picture::default()).map_err(said)?;
            assert_eq!(shot.picture.rgb.len(), shot.picture.size.area() * 3);
        }
    }
    if let Some(notice) = source.notices().into_iter().find(|notice| notice.lines().count() != 1) {
        return Err(notice);
    }
    still
}

/// Each of these in a file of its own.
fn files(folder: &TempDir, ending: &str, odd: &[Odd]) -> Vec<PathBuf> {
    assert_eq!(odd.len(), COUNT, "{ending}");
    let write = |(number, (_, bytes)): (usize, &Odd)| {
        let path = folder.path().join(format!("{number}.{ending}"));
        fs::write(&path, bytes).unwrap();
        path
    };
    odd.iter().enumerate().map(write).collect()
}

#[test]
fn twenty_five_odd_pictures_of_each_kind_are_shown_or_refused_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut faults = Vec::new();
    for (ending, odd) in pictures().into_iter().chain([("y4m", clips())]) {
        for (path, (what, _)) in files(&folder, ending, &odd).iter().zip(&odd) {
            judge(what, path, || show(path), &mut faults);
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn twenty_five_odd_names_are_shown_or_refused_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let png = encoded(ImageFormat::Png);
    let long = format!("{}.png", "x".repeat(250));
    let names = [
        "two\nlines.png",
        "\n",
        "a\rb.png",
        "tab\t.png",
        "bell\u{7}.png",
        "\u{1b}[31mred.png",
        "two  spaces.png",
        " .png",
        "-",
        "--help",
        "'quoted'.png",
        "\"quoted\".png",
        "reel",
        "camera",
        "camera:0",
        "%s%n.png",
        "$(true).png",
        "*.png",
        "back\\slash.png",
        "cafe\u{301}.png",
        "\u{1f408}.png",
        "\u{202e}gnp.a",
        &long,
    ];
    let mut faults = Vec::new();
    let mut count = 0;
    let mut try_name = |name: OsString| {
        count += 1;
        for bytes in [&png[..], b"no picture"] {
            let path = folder.path().join(&name);
            fs::write(&path, bytes).unwrap();
            let shown = || source::load(&path).map(drop).map_err(|error| error.to_string());
            match catch_unwind(AssertUnwindSafe(shown)) {
                Ok(Ok(())) if bytes.len() > 10 => {}
                Ok(Err(line)) if bytes.len() == 10 => {
                    if line.lines().count() != 1 || line.chars().any(char::is_control) {
                        faults.push(format!("{name:?}: not one line: {line:?}"));
                    }
                }
                other => faults.push(format!("{name:?}: {other:?}")),
            }
            fs::remove_file(&path).unwrap();
        }
    };
    for name in names {
        try_name(name.into());
    }
    #[cfg(unix)]
    for name in [&b"latin\xe91.png"[..], b"\xff\xfe"] {
        try_name(std::os::unix::ffi::OsStringExt::from_vec(name.to_vec()));
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(count, COUNT);
}

/// Twenty-five folders of some of these, by the bits of their number.
#[test]
fn twenty_five_odd_folders_are_shown_or_refused_in_a_line() {
    let place = tempfile::tempdir().unwrap();
    let mut faults = Vec::new();
    for number in 1..=COUNT {
        let path = place.path().join(format!("folder {number}"));
        fs::create_dir(&path).unwrap();
        let has = |bit: usize| number >> bit & 1 == 1;
        if has(0) {
            fs::write(path.join("text.png"), "no picture").unwrap();
            fs::write(path.join("empty.jpg"), "").unwrap();
        }
        if has(1) {
            fs::create_dir(path.join("a folder.png")).unwrap();
            fs::write(path.join(".hidden.png"), "hidden").unwrap();
        }
        if has(2) {
            fs::write(path.join("telephone\n1.HEIC"), "").unwrap();
            fs::write(path.join("scan.tiff"), "").unwrap();
        }
        if has(3) {
            fs::write(path.join("two\nlines.png"), "no picture").unwrap();
            #[cfg(unix)]
            std::os::unix::fs::symlink("nowhere", path.join("link.png")).unwrap();
        }
        if has(4) {
            fs::write(path.join("moving.webp"), animated_webp()).unwrap();
            fs::write(path.join("cut.png"), &animated_png()[..200]).unwrap();
        }
        judge("as a source", &path, || show_folder(&path), &mut faults);
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// All pictures of a folder; its notices are lines as errors are, and have a file or the folder in
/// them.
fn show_folder(path: &Path) -> Outcome {
    let said = |error: deepvis::Error| error.to_string();
    let Listing { pictures, .. } = source::pictures(path).map_err(said)?;
    let spec = SourceSpec::Files(path.to_owned());
    let mut source = source::open(&spec, &Interrupt::default()).map_err(said)?;
    let mut end = Ok(());
    for _ in 0..=pictures.len() {
        end = source.next(Picture::default()).map(drop).map_err(said);
        if end.is_err() {
            break;
        }
        source.step(1);
    }
    for notice in source.notices() {
        assert!(notice.lines().count() == 1 && !notice.contains('\n'), "{notice:?}");
        assert!(notice.contains("folder "), "{notice}");
    }
    end
}

#[test]
fn twenty_five_odd_configurations_are_read_or_refused_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let deep = format!("threads = {}1{}", "[".repeat(5000), "]".repeat(5000));
    let texts: [&[u8]; COUNT] = [
        b"",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbfthreads = 2\n",
        b"threads",
        b"threads =",
        b"threads = 0",
        b"threads = -1",
        b"threads = 99999999999999999999",
        b"threads = 1e400",
        b"threads = nan",
        b"threads = 2\nthreads = 3",
        b"threads = \"2",
        b"threads = '''\n2\n'''",
        b"size = \"0x0\"",
        b"size = \"99999999999x1\"",
        b"size = 1979-05-27",
        b"[keys]\nfreeze = []",
        b"[keys]\nfreeze = [\"\"]",
        b"[keys]\nfreeze = [\"\\n\"]",
        b"[keys]\n\"two\\nlines\" = 1",
        b"[[keys]]\n[[keys]]",
        b"keys = 1",
        b"\"\\u0000\" = 1\r\n",
        deep.as_bytes(),
    ];
    let mut faults = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let path = folder.path().join(format!("{number}.toml"));
        fs::write(&path, text).unwrap();
        let read = || Config::read(&path).map(drop).map_err(|error| error.to_string());
        let what = String::from_utf8_lossy(&text[..text.len().min(40)]);
        judge(&what, &path, read, &mut faults);
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn twenty_five_odd_files_of_weights_are_refused_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let graph = zoo::graph("squeezenet1_1").unwrap();
    // The length of the header, the header, the values.
    let file = |length: u64, header: &str, values: usize| {
        [&length.to_le_bytes()[..], header.as_bytes(), &vec![0; values]].concat()
    };
    let told = |header: &str, values| file(header.len() as u64, header, values);
    let good = r#"{"features.0.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}"#;
    let mut odd = damaged(&told(good, 16));
    odd.push(("a header longer than all memory".into(), file(u64::MAX, good, 16)));
    odd.push((
        "offsets that end before they begin".into(),
        told(&good.replace("0,16", "16,0"), 16),
    ));
    let vast = good.replace("[2,2]", "[4294967296,4294967296]");
    odd.push(("a shape beyond all memory".into(), told(&vast, 16)));
    odd.push(("names of two lines".into(), told(&good.replace(".0.", "\\n"), 16)));
    let mut faults = Vec::new();
    for (path, (what, _)) in files(&folder, "safetensors", &odd).iter().zip(&odd) {
        let read = || match checkpoint::read(path, &graph, &Interrupt::default()) {
            Ok(_) => panic!("they are not this network's"),
            Err(error) => Err(error.to_string()),
        };
        judge(what, path, read, &mut faults);
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The program itself, without an ffmpeg and anybody's settings.
fn deepvis(arguments: &[OsString]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(arguments).env_remove("RUST_LOG").env("XDG_CONFIG_HOME", "/no/such/folder");
    command.env("PATH", "/no/such/folder").env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

fn arguments(command: &str, paths: &[PathBuf], more: &[&str]) -> Vec<OsString> {
    let paths = paths.iter().map(|path| path.as_os_str().to_owned());
    let words = [command].into_iter().chain(more.iter().copied()).map(OsString::from);
    words.chain(paths).collect()
}

/// What fails has one line each, and leaves no file, neither whole nor half.
#[test]
fn commands_say_a_line_for_each_picture_that_is_none_and_write_nothing_for_it() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let odd = |ending: &str| -> Vec<PathBuf> {
        let kind = pictures().into_iter().find(|(kind, _)| *kind == ending).unwrap().1;
        let files = files(&folder, ending, &kind);
        files.into_iter().filter(|path| source::load(path).is_err()).collect()
    };
    let failing = [odd("png"), odd("moving.webp"), odd("gif")].concat();
    assert!(failing.len() > 30, "{}", failing.len());
    let destination = out.path().join("all");
    let destination = destination.to_str().unwrap();
    for (command, more) in [
        ("classify", &[][..]),
        ("activations", &["--out", destination]),
        ("explain", &["--method", "gradient", "--out", destination]),
    ] {
        let more = [&["--random-weights"], more].concat();
        let output = deepvis(&arguments(command, &failing, &more)).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{command}: {errors}");
        let lines: Vec<&str> = errors.lines().collect();
        assert_eq!(lines.len(), failing.len(), "{command}: {errors}");
        for (line, path) in lines.iter().zip(&failing) {
            let named = line.ends_with(&path.display().to_string());
            assert!(line.starts_with("deepvis: ") && named, "{command}: {line}");
        }
    }
    let written = fs::read_dir(destination).unwrap().count();
    assert_eq!(written, 0, "something was written for what could not be read");
}

/// One run each: a picture that is not there at all, and one that ends early, leave no dashboard
/// either.
#[test]
fn a_dashboard_of_what_cannot_be_read_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("cut.webp"), &animated_webp()[..40]).unwrap();
    fs::write(path("cut.y4m"), b"YUV4MPEG2 W8 H8\nFRAME\n1234").unwrap();
    fs::write(path("deep.y4m"), b"YUV4MPEG2 W8 H8 C420p10\nFRAME\n1234").unwrap();
    fs::write(path("telephone.png"), b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").unwrap();
    fs::create_dir(path("folder.png")).unwrap();
    let out = path("out.png");
    let more = ["--random-weights", "--size", "320x200", "--out", out.to_str().unwrap()];
    for (name, wanted) in [
        ("cut.webp", "damaged"),
        ("cut.y4m", "picture 1 has 4 bytes instead of 96"),
        ("deep.y4m", "install ffmpeg"),
        ("telephone.png", "HEIC pictures are not read"),
        ("folder.png", "no pictures"),
        ("nothing\nthere.png", "no such file"),
    ] {
        let output = deepvis(&arguments("render", &[path(name)], &more)).output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), error.lines().count()), (Some(1), 1), "{name}: {error}");
        assert!(error.contains(wanted), "{name}: {error}");
        assert!(error.trim_end().ends_with(&name.replace('\n', "\\n")), "{name}: {error}");
        assert!(!out.exists(), "{name}");
    }
}
