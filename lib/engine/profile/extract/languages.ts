/** Names of languages as people write them, with the name that is kept. */
const NAMES: Record<string, string> = {
  English: 'english englisch',
  German: 'german deutsch',
  French: 'french französisch français',
  Spanish: 'spanish spanisch español',
  Italian: 'italian italienisch',
  Portuguese: 'portuguese portugiesisch',
  Dutch: 'dutch niederländisch holländisch',
  Swedish: 'swedish schwedisch',
  Danish: 'danish dänisch',
  Norwegian: 'norwegian norwegisch',
  Finnish: 'finnish finnisch',
  Polish: 'polish polnisch',
  Czech: 'czech tschechisch',
  Hungarian: 'hungarian ungarisch',
  Romanian: 'romanian rumänisch',
  Greek: 'greek griechisch',
  Turkish: 'turkish türkisch',
  Russian: 'russian russisch',
  Ukrainian: 'ukrainian ukrainisch',
  Arabic: 'arabic arabisch',
  Hebrew: 'hebrew hebräisch',
  Persian: 'persian farsi persisch',
  Hindi: 'hindi',
  Chinese: 'chinese mandarin chinesisch',
  Japanese: 'japanese japanisch',
  Korean: 'korean koreanisch',
  Vietnamese: 'vietnamese vietnamesisch',
  Thai: 'thai thailändisch',
  Indonesian: 'indonesian indonesisch',
  Croatian: 'croatian kroatisch',
  Serbian: 'serbian serbisch',
  Bulgarian: 'bulgarian bulgarisch',
  Slovak: 'slovak slowakisch',
  Catalan: 'catalan katalanisch',
}

const BY_WORD = new Map(
  Object.entries(NAMES).flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const)),
)

/** The English name of the language that a text begins with; undefined for anything else. */
export function readLanguage(text: string): string | undefined {
  const [first = ''] = /^\p{L}+/u.exec(text.trim()) ?? []
  return BY_WORD.get(first.toLowerCase())
}
