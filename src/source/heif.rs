//! The recognition of HEIF files (telephones' HEIC pictures, AVIF), which are refused by name.
//!
//! DeepVis has no decoder for either.

/// Its brands, the first of which names the file's own kind, with what people call them.
const BRANDS: [(&[u8; 4], &str); 14] = [
    (b"heic", "HEIC"),
    (b"heix", "HEIC"),
    (b"heim", "HEIC"),
    (b"heis", "HEIC"),
    (b"hevc", "HEIC"),
    (b"hevx", "HEIC"),
    (b"hevm", "HEIC"),
    (b"hevs", "HEIC"),
    (b"avif", "AVIF"),
    (b"avis", "AVIF"),
    // Whatever codec; which, one of the further brands may say.
    (b"mif1", "HEIF"),
    (b"mif2", "HEIF"),
    (b"msf1", "HEIF"),
    (b"miaf", "HEIF"),
];
/// Where further brands begin.
const FURTHER: usize = 16;

/// What people call this kind of picture: HEIC, AVIF or HEIF; none where the file is something
/// else.
pub(super) fn name(bytes: &[u8]) -> Option<&'static str> {
    let known =
        |brand: &[u8]| BRANDS.iter().find(|(known, _)| brand == *known).map(|(_, name)| *name);
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    let first = known(bytes.get(8..12)?)?;
    if first != "HEIF" {
        return Some(first);
    }
    let length = u32::from_be_bytes(*bytes.first_chunk()?) as usize;
    let further = bytes.get(FURTHER..length.min(bytes.len())).unwrap_or_default();
    let named = further.as_chunks::<4>().0.iter().filter_map(|brand| known(brand));
    Some(named.into_iter().find(|name| *name != "HEIF").unwrap_or(first))
}

/// True for the beginning of such a file.
pub(super) fn is_one(start: &[u8]) -> bool {
    name(start).is_some()
}

/// Why such a picture is not shown, and what to do; none for other files.
pub(super) fn refusal(bytes: &[u8]) -> Option<String> {
    let name = name(bytes)?;
    Some(format!(
        "{name} pictures are not read; make a JPEG of it first, as heif-convert does (Debian, Ubuntu: apt-get install \
         libheif-examples)"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_brands_say_what_people_call_it() {
        let file = |brands: &str| {
            let length = 8 + 4 + brands.len() as u32;
            let (first, further) = brands.split_at(4);
            [&length.to_be_bytes(), b"ftyp", first.as_bytes(), &[0; 4], further.as_bytes()].concat()
        };
        for (brands, wanted) in [
            ("heicmif1heic", Some("HEIC")),
            ("hevcmsf1", Some("HEIC")),
            ("avifavifmif1", Some("AVIF")),
            ("avisavif", Some("AVIF")),
            ("mif1heic", Some("HEIC")),
            ("mif1mif1avif", Some("AVIF")),
            ("msf1", Some("HEIF")),
            ("isommp41", None),
            ("qt  heic", None),
        ] {
            assert_eq!(name(&file(brands)), wanted, "{brands}");
        }
        let whole = file("mif1heic");
        for cut in 0..whole.len() {
            let named = name(&whole[..cut]);
            assert!(cut >= 12 && named == Some("HEIF") || named.is_none(), "{cut}: {named:?}");
        }
        assert_eq!(name(b"\x89PNG\r\n\x1a\n"), None);
    }

    #[test]
    fn a_telephones_picture_is_refused_with_what_to_do() {
        let refusal = refusal(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").unwrap();
        assert!(refusal.starts_with("HEIC pictures are not read; make a JPEG of it"), "{refusal}");
        assert!(refusal.contains("heif-convert") && !refusal.contains('\n'), "{refusal}");
    }
}
