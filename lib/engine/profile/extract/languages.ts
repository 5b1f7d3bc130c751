/** Names of languages as people write them, with the name that is kept. */
const NAMES: Record<string, string> = {
  English: 'english englisch anglais inglés',
  German: 'german deutsch allemand alemán',
  French: 'french französisch français francés',
  Spanish: 'spanish spanisch español espagnol castellano',
  Italian: 'italian italienisch italien italiano',
  Portuguese: 'portuguese portugiesisch portugais portugués',
  Dutch: 'dutch niederländisch holländisch néerlandais hollandais neerlandés holandés',
  Swedish: 'swedish schwedisch suédois sueco',
  Danish: 'danish dänisch danois danés',
  Norwegian: 'norwegian norwegisch norvégien noruego',
  Finnish: 'finnish finnisch finnois finlandais finés finlandés',
  Polish: 'polish polnisch polonais polaco',
  Czech: 'czech tschechisch tchèque checo',
  Hungarian: 'hungarian ungarisch hongrois húngaro',
  Romanian: 'romanian rumänisch roumain rumano',
  Greek: 'greek griechisch grec griego',
  Turkish: 'turkish türkisch turc turco',
  Russian: 'russian russisch russe ruso',
  Ukrainian: 'ukrainian ukrainisch ukrainien ucraniano',
  Arabic: 'arabic arabisch arabe árabe',
  Hebrew: 'hebrew hebräisch hébreu hebreo',
  Persian: 'persian farsi persisch persan persa',
  Hindi: 'hindi',
  Chinese: 'chinese mandarin chinesisch chinois chino mandarín',
  Japanese: 'japanese japanisch japonais japonés',
  Korean: 'korean koreanisch coréen coreano',
  Vietnamese: 'vietnamese vietnamesisch vietnamien vietnamita',
  Thai: 'thai thailändisch thaï tailandés',
  Indonesian: 'indonesian indonesisch indonésien indonesio',
  Croatian: 'croatian kroatisch croate croata',
  Serbian: 'serbian serbisch serbe serbio',
  Bulgarian: 'bulgarian bulgarisch bulgare búlgaro',
  Slovak: 'slovak slowakisch slovaque eslovaco',
  Catalan: 'catalan katalanisch catalán',
}

const BY_WORD = new Map(
  Object.entries(NAMES).flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const)),
)

/** The English name of the language that a text begins with; undefined for anything else. */
export function readLanguage(text: string): string | undefined {
  const [first = ''] = /^\p{L}+/u.exec(text.trim()) ?? []
  return BY_WORD.get(first.toLowerCase())
}
