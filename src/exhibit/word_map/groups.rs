//! Groups of words in everyday language, found by the names of their first and last class.
//!
//! ImageNet's classes stand in the order of `WordNet`: a group of animals or food is a row of them.
//! Things stand in the order of the alphabet, so those are named one by one. A network whose words
//! are others has no groups.

use std::collections::HashMap;

use crate::control::action::Action;

/// A group.
#[derive(Debug)]
pub(super) struct Group {
    /// The message with its name.
    pub(super) name: &'static str,
    /// What lights its words up.
    pub(super) action: Action,
    /// Which family it belongs to: groups of a family have one colour.
    pub(super) family: usize,
    /// The first and the last class of each row of classes that belong to it.
    rows: &'static [(&'static str, &'static str)],
    /// Classes that stand apart.
    words: &'static str,
}

/// In the order of their buttons. What is in none of them is a thing like any other.
pub(super) static GROUPS: &[Group] = &[
    Group {
        name: "word-map-group-dogs",
        action: Action::Room("words-dogs"),
        family: 0,
        rows: &[("Chihuahua", "African hunting dog"), ("red fox", "grey fox")],
        words: "",
    },
    Group {
        name: "word-map-group-cats",
        action: Action::Room("words-cats"),
        family: 1,
        rows: &[("tabby", "cheetah")],
        words: "",
    },
    Group {
        name: "word-map-group-mammals",
        action: Action::Room("words-mammals"),
        family: 1,
        rows: &[
            ("tusker", "wombat"),
            ("grey whale", "sea lion"),
            ("hyena", "hyena"),
            ("brown bear", "meerkat"),
            ("wood rabbit", "giant panda"),
        ],
        words: "",
    },
    Group {
        name: "word-map-group-birds",
        action: Action::Room("words-birds"),
        family: 2,
        rows: &[
            ("cock", "great grey owl"),
            ("black grouse", "black swan"),
            ("white stork", "albatross"),
        ],
        words: "",
    },
    Group {
        name: "word-map-group-reptiles",
        action: Action::Room("words-reptiles"),
        family: 3,
        rows: &[("European fire salamander", "sidewinder")],
        words: "",
    },
    Group {
        name: "word-map-group-sea",
        action: Action::Room("words-sea"),
        family: 5,
        rows: &[
            ("tench", "stingray"),
            ("jellyfish", "brain coral"),
            ("conch", "conch"),
            ("sea slug", "isopod"),
            ("starfish", "sea cucumber"),
            ("barracouta", "puffer"),
        ],
        words: "",
    },
    Group {
        name: "word-map-group-insects",
        action: Action::Room("words-insects"),
        family: 3,
        rows: &[("trilobite", "centipede"), ("tiger beetle", "lycaenid")],
        words: "flatworm|nematode|snail|slug",
    },
    Group {
        name: "word-map-group-food",
        action: Action::Room("words-food"),
        family: 4,
        rows: &[("guacamole", "custard apple"), ("carbonara", "eggnog"), ("rapeseed", "ear")],
        words: "pomegranate",
    },
    Group {
        name: "word-map-group-vehicles",
        action: Action::Room("words-vehicles"),
        family: 5,
        rows: &[],
        words: "aircraft carrier|airliner|airship|ambulance|amphibian|beach wagon|\
                bicycle-built-for-two|bobsled|bullet train|cab|canoe|catamaran|container ship|\
                convertible|dogsled|electric locomotive|fireboat|fire engine|forklift|freight car|\
                garbage truck|go-kart|golfcart|gondola|half track|harvester|horse cart|jeep|\
                jinrikisha|lifeboat|limousine|liner|minibus|minivan|mobile home|Model T|moped|\
                motor scooter|mountain bike|moving van|oxcart|passenger car|pickup|pirate|\
                police van|racer|recreational vehicle|school bus|schooner|snowmobile|snowplow|\
                space shuttle|speedboat|sports car|steam locomotive|streetcar|submarine|tank|\
                thresher|tow truck|tractor|trailer truck|tricycle|trimaran|trolleybus|unicycle|\
                warplane|yawl|lawn mower|balloon|wreck",
    },
    Group {
        name: "word-map-group-music",
        action: Action::Room("words-music"),
        family: 6,
        rows: &[],
        words: "accordion|acoustic guitar|banjo|bassoon|cello|chime|cornet|drum|drumstick|\
                electric guitar|flute|French horn|gong|grand piano|harmonica|harp|maraca|marimba|\
                oboe|ocarina|organ|panpipe|sax|steel drum|trombone|upright|violin|whistle",
    },
    Group {
        name: "word-map-group-clothes",
        action: Action::Room("words-clothes"),
        family: 0,
        rows: &[],
        words: "abaya|academic gown|apron|bathing cap|bearskin|bib|bikini|bolo tie|bonnet|bow tie|\
                brassiere|breastplate|bulletproof vest|cardigan|chain mail|Christmas stocking|\
                cloak|clog|cowboy boot|cowboy hat|crash helmet|cuirass|diaper|feather boa|\
                football helmet|fur coat|gown|hoopskirt|jean|jersey|kimono|knee pad|lab coat|\
                Loafer|maillot|maillot tank suit|military uniform|miniskirt|mitten|mortarboard|\
                overskirt|pajama|pickelhaube|poncho|running shoe|sandal|sarong|shower cap|ski mask|\
                sock|sombrero|stole|suit|sunglass|sunglasses|sweatshirt|swimming trunks|\
                trench coat|vestment|wig|Windsor tie|wool|velvet|necklace|hair slide",
    },
    Group {
        name: "word-map-group-home",
        action: Action::Room("words-home"),
        family: 6,
        rows: &[],
        words: "barber chair|bassinet|bathtub|bath towel|bookcase|chest|chiffonier|china cabinet|\
                cradle|crib|desk|dining table|dishwasher|doormat|entertainment center|fire screen|\
                folding chair|four-poster|home theater|iron|lampshade|medicine chest|microwave|\
                park bench|patio|pillow|plate rack|pool table|quilt|radiator|refrigerator|\
                rocking chair|rotisserie|shoji|shower curtain|sliding door|space heater|stove|\
                studio couch|table lamp|television|throne|toaster|toilet seat|tub|vacuum|\
                waffle iron|wall clock|wardrobe|washbasin|washer|window screen|window shade|\
                wooden spoon|electric fan|bannister|prayer rug|dishrag|toilet tissue|paper towel|\
                coffee mug|beer glass|beer bottle|wine bottle|pop bottle|teapot|coffeepot|\
                soup bowl|wok|frying pan|Dutch oven|Crock Pot|caldron|goblet|pitcher|water jug|\
                whiskey jug|mixing bowl|measuring cup|ladle|spatula|espresso maker|plate|tray|\
                vase|pot|bucket|corkscrew|can opener|strainer|cocktail shaker|saltshaker",
    },
    Group {
        name: "word-map-group-buildings",
        action: Action::Room("words-buildings"),
        family: 2,
        rows: &[("alp", "alp"), ("cliff", "volcano")],
        words: "altar|bakery|barbershop|barn|beacon|bell cote|birdhouse|boathouse|bookshop|\
                breakwater|butcher shop|castle|church|cinema|cliff dwelling|confectionery|dam|dock|\
                dome|drilling platform|fountain|greenhouse|grocery store|library|lumbermill|\
                megalith|monastery|mosque|obelisk|palace|picket fence|pier|planetarium|prison|\
                restaurant|shoe shop|stage|steel arch bridge|stone wall|stupa|suspension bridge|\
                thatch|tile roof|tobacco shop|toyshop|triumphal arch|vault|viaduct|water tower|\
                worm fence|yurt|totem pole|theater curtain|grille|chainlink fence",
    },
];

/// Which group each class belongs to, an index into [`GROUPS`]; none of a class in none of them.
pub(super) fn of_labels(labels: &[String]) -> Vec<Option<u8>> {
    let mut groups = vec![None; labels.len()];
    let mut classes = HashMap::new();
    for (class, label) in labels.iter().enumerate() {
        classes.entry(label.as_str()).or_insert(class);
    }
    for (number, group) in (0..).zip(GROUPS) {
        let words = group.words.split('|').map(|word| (word, word));
        for (first, last) in group.rows.iter().copied().chain(words) {
            let ends = (classes.get(first.trim()), classes.get(last.trim()));
            let (Some(&first), Some(&last)) = ends else { continue };
            for class in groups.iter_mut().take(last + 1).skip(first) {
                *class = class.or(Some(number));
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::labels::named;

    #[test]
    fn every_name_in_the_table_is_a_class_and_stands_in_one_group() {
        let labels = named("imagenet_labels.txt").unwrap();
        let mut seen = Vec::new();
        for group in GROUPS {
            let ends = group.rows.iter().flat_map(|&(first, last)| [first, last]);
            let words = group.words.split('|').map(str::trim).filter(|word| !word.is_empty());
            for word in ends.clone().chain(words.clone()) {
                assert!(labels.iter().any(|label| label == word), "{word}: {}", group.name);
            }
            for (first, last) in group.rows {
                let at = |word: &str| labels.iter().position(|label| label == word);
                assert!(at(first) <= at(last), "{first}");
            }
            seen.extend(words);
        }
        seen.sort_unstable();
        assert!(seen.windows(2).all(|pair| pair[0] != pair[1]), "one is named twice");
    }

    #[test]
    fn everyday_words_are_in_their_groups_and_other_networks_have_none() {
        let labels = named("imagenet_labels.txt").unwrap();
        let groups = of_labels(&labels);
        let group_of = |word: &str| {
            let class = labels.iter().position(|label| label == word).unwrap();
            groups[class].map(|group| GROUPS[usize::from(group)].name)
        };
        for (word, group) in [
            ("pug", "dogs"),
            ("Egyptian cat", "cats"),
            ("tiger", "cats"),
            ("goose", "birds"),
            ("espresso", "food"),
            ("banana", "food"),
            ("cab", "vehicles"),
            ("violin", "music"),
            ("sandal", "clothes"),
            ("castle", "buildings"),
            ("monarch", "insects"),
            ("giant panda", "mammals"),
        ] {
            assert_eq!(
                group_of(word),
                Some(format!("word-map-group-{group}")).as_deref(),
                "{word}"
            );
        }
        assert_eq!(group_of("web site"), None);
        let counted = |number: u8| groups.iter().filter(|group| **group == Some(number)).count();
        assert!((0..GROUPS.len() as u8).all(|number| counted(number) >= 13));
        let own = ["spoon", "fork"].map(String::from);
        assert!(of_labels(&own).iter().all(Option::is_none));
    }
}
