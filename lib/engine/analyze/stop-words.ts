import {
  ara,
  dan,
  deu,
  eng,
  fin,
  fra,
  heb,
  hin,
  hun,
  ita,
  jpn,
  kor,
  nld,
  nob,
  pol,
  por,
  ron,
  rus,
  spa,
  swe,
  tur,
  zho,
} from 'stopword'

const LISTS: Record<string, string[]> = {
  ar: ara,
  da: dan,
  de: deu,
  en: eng,
  es: spa,
  fi: fin,
  fr: fra,
  he: heb,
  hi: hin,
  hu: hun,
  it: ita,
  ja: jpn,
  ko: kor,
  nl: nld,
  no: nob,
  pl: pol,
  pt: por,
  ro: ron,
  ru: rus,
  sv: swe,
  tr: tur,
  zh: zho,
}

/** Words that ask, greet or act on nothing in particular: they separate topics and are none. */
const ASKING: Record<string, string> = {
  en: "why when what which how who whose where does do did done not no show explain tell give write please thanks thank hello hi hey find list help need want use using used get gets getting happen happens happening difference differences between compare versus vs better best worse guide tutorial step steps example examples describe draft don doesn isn won don't doesn't didn't isn't aren't won't can't cannot i'd i'm i've what's it's that's know look good great morning evening ok okay there keep keeps away let like way come suggest summarize rewrite compose generate brainstorm mean means meaning everything anything something nothing still also following without except excluding apart aside instead other another alternatively rather only just specifically exclusively before since prior many much twice once every set up two three four five first second last now so may per at behind although out over few several whole say says about",
  de: 'wie was warum wieso welche welcher welches wann wo kann können bitte danke hallo guten morgen zeige zeig erkläre gibt nicht außer ohne statt nur alles wieder finde unterschied zwischen schreibe davon ihn funktioniert schneller lange dauert vergleiche fehl soll neuen neue neuer ich man',
  fr: 'comment pourquoi quel quelle quels quelles quand où est merci bonjour peut puis-je entre sans sauf uniquement combien différence différences écris ont-elles mes avec',
  es: 'cómo como qué por cuál cuáles cuándo dónde puedo gracias hola hay entre sin excepto solo mejor escribe diferencia no se es',
  it: 'come perché quale quali quando dove posso grazie ciao senza tranne solo qual si',
  pt: 'como qual quais quando onde posso obrigado olá você não faço sem exceto entre diferença para como a',
  nl: 'hoe wat waarom welke wanneer waar kan bedankt hallo ik zonder behalve alleen verschil niet',
  sv: 'hur vad varför vilka när var jag utan',
  pl: 'jak co dlaczego kiedy gdzie mogę bez',
  ru: 'что такое как почему зачем где когда без кроме не нет',
  ja: 'とは 何 です か を が は の する 方法 教え て くだ さい に で ます どう',
  zh: '什么 是 如何 怎么 这个 那个 吗 的 请',
  ko: '어떻게 무엇 왜',
  ar: 'كيف يمكنني ما هو لماذا هل',
}

const loaded = new Map<string, Set<string>>()

/** The function words of a language (BCP 47 primary subtag), English where it is not known; lowercase. */
export function stopWordsOf(language: string): Set<string> {
  const key = LISTS[language] ? language : 'en'
  let words = loaded.get(key)
  if (!words) {
    words = new Set([...(LISTS[key] ?? []), ...(ASKING[key] ?? '').split(' ')].map((word) => word.toLowerCase()))
    loaded.set(key, words)
  }
  return words
}
