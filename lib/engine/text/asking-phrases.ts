/**
 * Words of a question about the text that answers, or about the kind of answer: no text need hold them. “What should I know
 * about X?”, “which specific measures, according to the text”.
 */
export const ASKING_PHRASES = new RegExp(
  [
    '\\b(?:know|knows|read|learn|hear|tell (?:me|us)|explain|say|says)(?: \\w+){0,2} about\\b',
    '\\b(?:explain|describe)(?: to (?:me|us))?\\b',
    '\\b(?:an )?(?:overview|introduction) (?:of|to)\\b',
    '\\b(?:according to|as (?:described|mentioned|stated|discussed|explained))\\b',
    '\\b(?:described|mentioned|discussed|stated) in (?:the|this) (?:text|document|article|passage|page|chapter)\\b',
    '\\b(?:specific|specifically|particular|key|main|primary|mentioned|examples?)\\b',
  ].join('|'),
  'gi',
)
