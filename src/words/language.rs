//! The languages that the screen speaks.

/// A language with a table of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English; also what is said where another table lacks a word.
    #[default]
    English,
    /// German.
    German,
    /// Spanish.
    Spanish,
    /// French.
    French,
}

impl Language {
    /// In the order in which the key for it steps through them.
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::Spanish, Self::French];

    /// Its code of ISO 639-1, as `language` in `deepvis.toml` has it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Spanish => "es",
            Self::French => "fr",
        }
    }

    /// What those who speak it call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::Spanish => "Español",
            Self::French => "Français",
        }
    }

    /// The one after it; after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    /// Its table of words.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::English => include_str!("en.ftl"),
            Self::German => include_str!("de.ftl"),
            Self::Spanish => include_str!("es.ftl"),
            Self::French => include_str!("fr.ftl"),
        }
    }

    /// The language of this code; none where there is no table for it.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What the person has told the system to speak, as POSIX has it: the first of `LC_ALL`,
    /// `LC_MESSAGES` and `LANG` that is set and not empty, such as "de_AT.UTF-8". English where
    /// that is a language without a table.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| {
            let value = variable(name)?;
            (!value.is_empty()).then_some(value)
        });
        let locale = set.unwrap_or_default();
        let code = locale.split(['_', '.', '@']).next().unwrap_or_default();
        Self::of(code).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_says_something_decides() {
        let spoken = |set: &[(&str, &str)]| {
            let of = |name: &str| {
                set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            };
            Language::of_environment(of)
        };
        assert_eq!(spoken(&[]), Language::English);
        assert_eq!(spoken(&[("LANG", "de_AT.UTF-8")]), Language::German);
        assert_eq!(
            spoken(&[("LC_ALL", ""), ("LC_MESSAGES", "es"), ("LANG", "de_DE")]),
            Language::Spanish
        );
        assert_eq!(
            spoken(&[("LC_ALL", "C.UTF-8"), ("LANG", "fr_FR")]),
            Language::English,
            "LC_ALL goes first"
        );
        assert_eq!(spoken(&[("LANG", "fr_CA@euro")]), Language::French);
        assert_eq!(spoken(&[("LANG", "den_DK")]), Language::English);
    }

    #[test]
    fn stepping_comes_round_and_codes_lead_back() {
        let mut language = Language::default();
        for _ in Language::ALL {
            assert_eq!(Language::of(language.code()), Some(language));
            language = language.next();
        }
        assert_eq!(language, Language::default());
    }
}
