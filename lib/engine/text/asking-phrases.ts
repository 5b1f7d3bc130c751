/** “What should I know about X?” asks for what tells of X, and no text need say “know”. */
export const ASKING_PHRASES =
  /\b(?:know|knows|read|learn|hear|tell (?:me|us)|explain|say|says)(?: \w+){0,2} about\b|\b(?:explain|describe)(?: to (?:me|us))?\b|\b(?:an )?(?:overview|introduction) (?:of|to)\b/gi
