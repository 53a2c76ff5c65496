//! The repair of an unfinished MP4: it is cut after its last whole fragment, so that it plays.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Cuts a fragmented MP4 off behind its last whole fragment; removes it where there is none. True
/// where it is kept.
///
/// # Errors
/// Where the file cannot be read or cut.
pub fn keep_whole(path: &Path) -> io::Result<bool> {
    let Ok(mut file) = OpenOptions::new().read(true).write(true).open(path) else {
        // There is nothing to keep.
        return Ok(false);
    };
    let length = file.metadata()?.len();
    let (mut at, mut whole) = (0, 0);
    while at + 8 <= length {
        file.seek(SeekFrom::Start(at))?;
        let mut head = [0; 16];
        file.read_exact(&mut head[..8])?;
        let [a, b, c, d, ..] = head;
        let is_pictures = head[4..8] == *b"mdat";
        let size = match u64::from(u32::from_be_bytes([a, b, c, d])) {
            1 if at + 16 <= length => {
                file.read_exact(&mut head[8..])?;
                u64::from_be_bytes(head[8..].try_into().unwrap_or_default())
            }
            size => size,
        };
        let Some(end) = at.checked_add(size).filter(|&end| size >= 8 && end <= length) else {
            break;
        };
        at = end;
        // A fragment is its description, "moof", and then its pictures.
        if is_pictures {
            whole = at;
        }
    }
    if whole == 0 {
        fs::remove_file(path)?;
        return Ok(false);
    }
    file.set_len(whole)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &str, content: &[u8]) -> Vec<u8> {
        [&(content.len() as u32 + 8).to_be_bytes(), kind.as_bytes(), content].concat()
    }

    fn kept(bytes: &[u8]) -> Option<Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.mp4");
        fs::write(&path, bytes).unwrap();
        let kept = keep_whole(&path).unwrap();
        assert_eq!(kept, path.exists());
        kept.then(|| fs::read(&path).unwrap())
    }

    #[test]
    fn a_film_is_cut_off_behind_its_last_whole_fragment() {
        let head = [boxed("ftyp", b"isom"), boxed("moov", &[0; 30])].concat();
        let fragment = [boxed("moof", &[1; 20]), boxed("mdat", &[2; 50])].concat();
        let whole = [head.clone(), fragment.clone()].concat();
        assert_eq!(kept(&whole).as_ref(), Some(&whole));
        for cut in [1, 9, 30, 77] {
            let broken = [whole.clone(), fragment[..cut].to_vec()].concat();
            assert_eq!(kept(&broken).as_ref(), Some(&whole), "{cut} bytes of the next");
        }
        assert_eq!(kept(&[head, fragment[..60].to_vec()].concat()), None, "no whole fragment");
    }

    #[test]
    fn what_is_no_film_is_removed() {
        for bytes in
            [&b""[..], b"abc", &[0; 64], &[0xff; 64], &[0, 0, 0, 1, 0x6d, 0x64, 0x61, 0x74]]
        {
            assert_eq!(kept(bytes), None, "{bytes:?}");
        }
        assert!(!keep_whole(Path::new("/no/such/film.mp4")).unwrap());
    }
}
