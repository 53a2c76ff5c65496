//! Tests of what is measured: the bare forward pass, memory, and the error of bf16.

use super::{complaint, deepvis, json};

#[test]
fn bench_measures_the_bare_pass_as_well() {
    let report = json(&["bench", "--frames", "40", "--size", "640x400", "--json"]);
    assert_eq!((&report["frames"], &report["dropped"]), (&40.into(), &0.into()));
    assert!(report["bare_forward"]["p50_ms"].as_f64().unwrap() > 0.0);
}

#[test]
fn memory_is_measured_while_the_network_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.png");
    let report = json(&[
        "render",
        "reel",
        "--frames",
        "2",
        "--size",
        "320x240",
        "--json",
        "--random-weights",
        "--network",
        "alexnet",
        "--out",
        out.to_str().unwrap(),
    ]);
    let weights = 61_100_840.0 * 4.0 / f64::from(1 << 20);
    assert!(report["rss_mb"].as_f64().unwrap() > weights, "{}", report["rss_mb"]);
}

#[test]
fn changing_networks_again_and_again_takes_no_more_memory() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.png");
    let memory_after = |changes: usize| {
        let (keys, frames) = (vec!["n"; changes].join(" "), (changes + 2).to_string());
        let report = json(&[
            "render",
            "reel",
            "--size",
            "320x240",
            "--keys",
            &keys,
            "--frames",
            &frames,
            "--json",
            "--out",
            out.to_str().unwrap(),
        ]);
        assert_eq!(report["network"], "efficientnet_lite0", "three networks, round and round");
        report["rss_mb"].as_f64().unwrap()
    };
    let (few, many) = (memory_after(6), memory_after(36));
    // One network's weights are 19 to 25 MB: of thirty more, not even one may stay.
    assert!(many < few + 18.0, "{few} MB after 6 changes, {many} MB after 36");
}

/// Whether bf16 is refused depends on the machine; the reason never does.
#[test]
fn bf16_runs_and_says_how_far_off_it_is_or_is_refused_with_a_reason() {
    let bench = ["bench", "--frames", "40", "--size", "320x240", "--json"];
    assert!(json(&bench)["precision_error"].is_null());
    let arguments = [&bench[..], &["--precision", "bf16"]].concat();
    if !deepvis(&arguments).output().unwrap().status.success() {
        let error = complaint(&arguments);
        assert!(error.starts_with("deepvis: --precision bf16"), "{error}");
        assert!(error.ends_with("leave it out"), "{error}");
        return;
    }
    let report = json(&arguments);
    assert_eq!(report["precision"], "bf16");
    let error = &report["precision_error"];
    assert_eq!(error["frames"], 40);
    assert!((1..=40).contains(&error["same_top"].as_u64().unwrap()), "{error}");
    for key in ["logits", "probability"] {
        let largest = error[key].as_f64().unwrap();
        assert!(largest > 0.0 && largest < 1.0, "{key}: {largest}");
    }
}

#[test]
fn bench_tells_how_soon_the_answer_follows_the_rubber() {
    let report = json(&["bench", "--rub", "--frames", "60", "--size", "640x400", "--json"]);
    let number = |value: &serde_json::Value| value.as_f64().unwrap();
    assert!(number(&report["moves"]) >= number(&report["answers"]));
    let answer = &report["answer"];
    let [p50, p95, longest] = ["p50_ms", "p95_ms", "longest_ms"].map(|name| number(&answer[name]));
    assert!(0.0 < p50 && p50 <= p95 && p95 <= longest, "{answer}");
    assert!(number(&report["answers"]) > 0.0);
}

#[test]
fn bench_compares_with_an_earlier_report() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.json");
    let old = old.to_str().unwrap();
    let short = ["bench", "--frames", "9", "--size", "320x240", "--json"];
    let first = json(&short);
    assert!(first.get("against").is_none());
    std::fs::write(old, first.to_string()).unwrap();
    let wider = ["bench", "--frames", "9", "--size", "400x240", "--json", "--against", old];
    let against = &json(&wider)["against"];
    let ratio = against["ratios"]["memory"].as_f64().unwrap();
    assert!((0.5..2.0).contains(&ratio), "{against}");
    let sizes = serde_json::json!(["size: 320x240 before, 400x240 now"]);
    assert_eq!(against["differences"], sizes);
    // Before anything runs.
    std::fs::write(old, "{}").unwrap();
    let error = complaint(&wider);
    assert!(error.starts_with("deepvis: this is no report of `deepvis bench --json`"), "{error}");
}
