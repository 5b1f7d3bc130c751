/**
 * Words of a question about the text that answers, or about the kind of answer: no text need hold them. “What should I know
 * about X?”, “which specific measures, according to the text”.
 */
export const ASKING_PHRASES = new RegExp(
  [
    '\\b(?:know|knows|read|learn|hear|tell (?:me|us)|explain|say|says)(?: \\w+){0,2} about\\b',
    '\\b(?:explain|describe)(?: to (?:me|us))?\\b',
    '\\b(?:which|what) (?:commands?|steps)\\b',
    '\\b(?:an )?(?:overview|introduction) (?:of|to)\\b',
    '\\b(?:according to|as (?:described|mentioned|stated|discussed|explained))\\b',
    '\\b(?:described|mentioned|discussed|stated) in (?:the|this) (?:text|document|article|passage|page|chapter)\\b',
    '\\bin (?:his|her|their) (?:address|article|book|essay|interview|lecture|letter|paper|report|speech|statement|talk)\\b',
    '\\b(?:specific|specifically|particular|key|main|primary|mentioned|examples?)\\b',
  ].join('|'),
  'gi',
)

/**
 * Whom a question has its answer from: a text seldom names its own author. “According to Ada Lovelace’s notes”; capital
 * letters tell a name from what the question is about.
 */
export const NAMED_SOURCES =
  /\b[Aa]ccording to (?:(?:the|his|her|their) )?\p{Lu}[\p{L}\p{N}]*(?: (?:of (?:the )?)?\p{Lu}[\p{L}\p{N}]*){0,3}(?:['’]s \p{L}+)?/gu
