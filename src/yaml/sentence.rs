//! The sentence of an error of `serde_yaml`. It does not know what the sentence means.

/// The message of `error` without the position that `serde_yaml` appends to it.
pub(super) fn sentence(error: &serde_yaml::Error) -> String {
    let mut words = error.to_string();
    if let Some(location) = error.location() {
        let position = format!(" at line {} column {}", location.line(), location.column());
        let end = words.strip_suffix(&position).map_or(words.len(), str::len);
        words.truncate(end);
    }
    words
}
