//! The book's chapters as a test reads them: their code blocks, and what hidden comments say about these.

/// A code block of a chapter.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// The line of its opening fence, from 1.
    pub line: usize,
    /// Its language, such as `sh`.
    pub language: String,
    /// What follows the language, such as `norun` or `exit=8`.
    pub marks: Vec<String>,
    /// What stands between the fences.
    pub text: String,
    /// The hidden comment right above it.
    pub comment: Option<String>,
}

impl Block {
    /// The exit code that the block is to end with.
    ///
    /// # Panics
    /// When it is no number.
    pub fn exit_code(&self) -> i32 {
        let code = self.marks.iter().find_map(|mark| mark.strip_prefix("exit="));
        code.map_or(0, |code| code.parse().expect("an exit code is a number"))
    }

    /// Whether a mark stands behind its language.
    pub fn is(&self, mark: &str) -> bool {
        self.marks.iter().any(|one| one == mark)
    }
}

/// The code blocks of a chapter, in their order.
///
/// # Panics
/// When a block has no end.
pub fn blocks(chapter: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut comment = None;
    let mut lines = chapter.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(info) = line.trim_start().strip_prefix("```") else {
            // An empty line may stand between a comment and its block.
            if !line.trim().is_empty() {
                comment = hidden(line);
            }
            continue;
        };
        let mut words = info.split(',').map(|word| word.trim().to_owned());
        let language = words.next().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        let mut text = String::new();
        loop {
            let (_, line) =
                lines.next().unwrap_or_else(|| panic!("the block in line {} has no end", number + 1));
            if line.trim() == "```" {
                break;
            }
            text.push_str(line.get(indent..).unwrap_or_default());
            text.push('\n');
        }
        let marks = words.collect();
        blocks.push(Block { line: number + 1, language, marks, text, comment: comment.take() });
    }
    blocks
}

/// What a hidden comment of that name says, such as `world` in `<!-- world: sample signed -->`.
pub fn said<'a>(chapter: &'a str, name: &str) -> Option<&'a str> {
    let comments = chapter.lines().filter_map(|line| line.trim().strip_prefix("<!--")?.strip_suffix("-->"));
    comments.filter_map(|comment| comment.trim().strip_prefix(name)?.strip_prefix(':')).map(str::trim).next()
}

fn hidden(line: &str) -> Option<String> {
    Some(line.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim().to_owned())
}

/// The targets of a chapter's links, without what stands behind `#`.
pub fn links(chapter: &str) -> Vec<&str> {
    let ends = chapter.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let targets = ends.map(|(target, _)| target.split('#').next().unwrap_or_default());
    targets.filter(|target| !target.is_empty()).collect()
}

/// Rust of the book is compiled as documentation of this crate.
#[cfg(doctest)]
mod compiled {
    #[doc = include_str!("../../docs/library.md")]
    mod library {}
    #[doc = include_str!("../../docs/testing.md")]
    mod testing {}
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAPTER: &str = "<!-- world: sample signed -->\n# T\n\n[a](b.md#c)\n\n<!-- norun: asks -->\n```sh,norun,exit=8\ncert\n```\n\n- x\n\n  ```json\n  {}\n  ```\n";

    #[test]
    fn blocks_are_found_with_what_is_said_of_them() {
        let blocks = blocks(CHAPTER);
        assert_eq!(blocks.len(), 2);
        assert_eq!((blocks[0].line, blocks[0].text.as_str(), blocks[0].exit_code()), (7, "cert\n", 8));
        assert_eq!(blocks[0].comment.as_deref(), Some("norun: asks"));
        assert!(blocks[0].is("norun") && !blocks[1].is("norun"));
        assert_eq!((blocks[1].text.as_str(), blocks[1].comment.as_deref()), ("{}\n", None));
    }

    #[test]
    fn a_chapter_says_its_world_and_its_links() {
        assert_eq!(said(CHAPTER, "world"), Some("sample signed"));
        assert_eq!(said(CHAPTER, "tested by"), None);
        assert_eq!(links(CHAPTER), ["b.md"]);
    }
}
