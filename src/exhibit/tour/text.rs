//! What a tour says: a message of the program, or a text of the presenter's, in one language or
//! more.

use toml::Spanned;
use toml::de::DeValue;

use crate::words;

/// Words of a sentence, so that it is read at a glance.
pub const MOST_WORDS: usize = 12;
/// Characters of a sentence, so that it has room.
const LONGEST: usize = 100;
/// Words and characters of what stands on a button.
const ON_A_BUTTON: [usize; 2] = [6, 32];
/// Languages of one sentence.
const MOST_LANGUAGES: usize = 20;
/// What stands where the live answer is put in.
const ANSWER: &str = "{ $answer }";

/// A text on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// A message of the table of words.
    Message(String),
    /// The presenter's own, each with its language; without one it holds for all.
    Own(Vec<(Option<String>, String)>),
}

/// Where something stands in the file, and what is wrong with it.
type Wrong = (usize, String);

impl Text {
    /// A step's sentence.
    pub(super) fn sentence(value: &Spanned<DeValue<'_>>) -> Result<Self, Wrong> {
        Self::read(value, "says", [MOST_WORDS, LONGEST])
    }

    /// What stands on a button.
    pub(super) fn label(value: &Spanned<DeValue<'_>>) -> Result<Self, Wrong> {
        Self::read(value, "next", ON_A_BUTTON)
    }

    fn read(value: &Spanned<DeValue<'_>>, name: &str, most: [usize; 2]) -> Result<Self, Wrong> {
        let at = value.span().start;
        match value.get_ref() {
            DeValue::String(text) => match text.strip_prefix('@') {
                Some(id) if words::message(id) == id => Err((
                    at,
                    format!("there is no message {id}; without @ the text itself is said"),
                )),
                Some(id) => Ok(Self::Message(id.to_owned())),
                None => {
                    Ok(Self::Own(vec![(None, short(text, name, most).map_err(|why| (at, why))?)]))
                }
            },
            DeValue::Table(table) if (1..=MOST_LANGUAGES).contains(&table.len()) => {
                let mut own = Vec::new();
                for (language, text) in table {
                    let at = text.span().start;
                    let text = text.get_ref().as_str();
                    let text = text.ok_or_else(|| (at, format!("{name} is a text in quotes")))?;
                    let language = language.get_ref().as_ref().to_owned();
                    own.push((Some(language), short(text, name, most).map_err(|why| (at, why))?));
                }
                Ok(Self::Own(own))
            }
            _ => Err((
                at,
                format!(
                    "{name} is a text in quotes, or one a language: {{ en = \"…\", de = \"…\" }}"
                ),
            )),
        }
    }

    /// In the language of the screen, with the live answer where it asks for that.
    pub fn words(&self, answer: &str) -> String {
        match self {
            Self::Message(id) => words::message_with(id, [("answer", answer.into())]),
            Self::Own(texts) => {
                let language = words::language().code();
                let of = |wanted: Option<&str>| {
                    texts.iter().find(|(language, _)| language.as_deref() == wanted)
                };
                let text = of(Some(language)).or_else(|| of(None)).or_else(|| of(Some("en")));
                let text = text.or(texts.first()).map_or("", |(_, text)| text.as_str());
                text.replace(ANSWER, answer)
            }
        }
    }
}

/// Words of a text; the answer that is put in counts as one.
pub(super) fn count_words(text: &str) -> usize {
    text.replace(ANSWER, "answer").split_whitespace().count()
}

/// The text, where it is no longer than it may be.
fn short(text: &str, name: &str, most: [usize; 2]) -> Result<String, String> {
    let [most_words, longest] = most;
    let text = text.trim();
    let (count, length) = (count_words(text), text.chars().count());
    let why = if text.is_empty() {
        format!("{name} is empty")
    } else if count > most_words {
        format!("{name} has {count} words; at most {most_words} are read at a glance")
    } else if length > longest {
        format!("{name} has {length} characters; at most {longest} have room")
    } else if text.chars().any(char::is_control) {
        format!("{name} is one line")
    } else {
        return Ok(text.to_owned());
    };
    Err(why)
}
