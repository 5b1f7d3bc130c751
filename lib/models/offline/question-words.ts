import { cues } from '@/lib/engine'

/**
 * What the wording of questions and answers is made of, by language, each list as `cues` reads it. A speaker of a language
 * should be able to read its lines and agree; of a kind that has no words here, none are known.
 */
type QuestionWords = {
  /** What asks for a number, each with the names of what it asks for: “how long” for a length or a duration. */
  measures?: [string, string][]
  /** Asks where something is. */
  place?: string
  /** Numbers in letters, as they count something. */
  numbers?: string
  /** Settles a question of yes or no. */
  settles?: string
  /** Words of a question about its answer, and none of what it is about. */
  asking?: string
  /** What stands before the first and before the second of two that are compared: “between … and …”. */
  between?: [string, string]
  /** What stands between a name and what it is. */
  is?: string
}

const WORDS: Record<string, QuestionWords> = {
  en: {
    measures: [
      ['how long', 'length, duration, period, time'],
      ['how much', 'amount, cost, price'],
      ['how many', 'number, count, maximum'],
      ['how big|how large', 'size'],
      ['how high|how tall', 'height, amount'],
      ['how often', 'frequency, interval'],
      ['how fast', 'speed, rate'],
      ['how old', 'age'],
      ['how far', 'distance'],
      ['how heavy', 'weight'],
      ['how deep', 'depth'],
      ['how wide', 'width'],
    ],
    numbers: 'two|three|four|five|six|seven|eight|nine|ten|twelve',
    settles: 'never|not|cannot|can|can t|may|must|only|always|no|nothing|every|neither',
  },
  de: {
    measures: [
      ['wie lang|wie lange', 'Dauer, Länge, Frist, Zeitraum'],
      ['wie viel|wieviel|wie teuer', 'Höhe, Betrag, Menge, Preis, Kosten'],
      ['wie viele|wieviele', 'Zahl, Anzahl, Dauer'],
      ['wie hoch', 'Höhe, Betrag'],
      ['wie groß', 'Größe'],
      ['wie oft', 'Häufigkeit, Abstand, Zeitabständen'],
      ['wie schnell', 'Geschwindigkeit, Frist'],
      ['wie alt', 'Alter, Lebensjahr'],
      ['wie weit', 'Entfernung, Abstand'],
      ['wie schwer', 'Gewicht'],
      ['wie tief', 'Tiefe'],
      ['wie breit', 'Breite'],
    ],
    place: '^wo|^wohin|^woher|^in welchem|^in welcher|^unter welchem',
    numbers: 'zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf',
    settles:
      'nicht|nie|niemals|kein|keine|keinen|keiner|keinem|nur|immer|stets|muss|muß|müssen|darf|dürfen|kann|können|zulässig|unzulässig|verboten|erlaubt|jeder|jede',
    asking:
      'unterschied|unterschiede|unterscheiden|schritte|befehl|bedeutet|bedeutung|beispiel|beispiele|erkläre*|zeige|zeig|überblick|bitte|eigentlich',
    between: ['zwischen', 'und'],
    is: 'ist ein|ist eine|ist der|ist die|ist das|ist jede|ist jeder|ist jedes|ist wer|ist, wer|sind|bedeutet|bezeichnet|heißt',
  },
  fr: {
    measures: [
      ['combien de temps|quelle durée|quelle est la durée', 'durée, délai, période'],
      ['combien|quel montant|quel est le montant', 'nombre, montant, prix, coût'],
      ['quelle taille|quelle est la taille', 'taille'],
    ],
    place: '^où|^dans quel|^dans quelle|^sous quel',
    numbers: 'deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze',
    settles:
      'pas|jamais|aucun|aucune|seul|seule|seulement|uniquement|toujours|doit|doivent|peut|peuvent|interdit|interdite|autorisé|autorisée|chaque',
    asking:
      'différence|différences|étapes|commande|signifie|signification|exemple|exemples|explique*|montre|aperçu|s il vous plaît',
    between: ['entre', 'et'],
    is: 'est un|est une|est le|est la|est l|sont|désigne|signifie',
  },
  es: {
    measures: [
      ['cuánto tiempo|qué duración|cuál es la duración', 'duración, plazo, período'],
      ['cuánto|cuánta|cuántos|cuántas', 'número, cantidad, importe, precio, coste'],
      ['qué tamaño|cuál es el tamaño|qué tan', 'tamaño'],
      ['qué altura', 'altura'],
    ],
    place: '^dónde|^en qué|^adónde',
    numbers: 'dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce',
    settles:
      'no|nunca|jamás|ningún|ninguna|solo|sólo|solamente|siempre|debe|deben|puede|pueden|prohibido|permitido|cada',
    asking:
      'diferencia|diferencias|pasos|comando|significa|significado|ejemplo|ejemplos|explica*|muestra|resumen|por favor',
    between: ['entre', 'y'],
    is: 'es un|es una|es el|es la|son|significa|designa',
  },
  it: {
    measures: [
      ['quanto tempo|qual è la durata', 'durata, termine, periodo'],
      ['quanto|quanta|quanti|quante', 'numero, quantità, importo, prezzo, costo'],
      ['che dimensione|qual è la dimensione', 'dimensione'],
    ],
    place: '^dove|^in quale|^in che',
    numbers: 'due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici',
    settles:
      'non|mai|nessun|nessuno|nessuna|solo|soltanto|sempre|deve|devono|può|possono|vietato|consentito|permesso|ogni',
    asking:
      'differenza|differenze|passi|passaggi|comando|significa|significato|esempio|esempi|spiega*|mostra|per favore',
    between: ['tra', 'e'],
    is: 'è un|è una|è uno|è il|è la|è lo|sono|significa|indica',
  },
  pt: {
    measures: [
      ['quanto tempo|qual a duração|qual é a duração', 'duração, prazo, período'],
      ['quanto|quanta|quantos|quantas', 'número, quantidade, valor, preço, custo'],
      ['qual o tamanho|qual é o tamanho', 'tamanho'],
    ],
    place: '^onde|^aonde|^em que|^em qual',
    numbers: 'dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze',
    settles: 'não|nunca|jamais|nenhum|nenhuma|só|somente|apenas|sempre|deve|devem|pode|podem|proibido|permitido|cada',
    asking:
      'diferença|diferenças|passos|etapas|comando|significa|significado|exemplo|exemplos|explique|mostre|por favor',
    between: ['entre', 'e'],
    is: 'é um|é uma|é o|é a|são|significa|designa',
  },
  nl: {
    measures: [
      ['hoe lang', 'duur, lengte, termijn'],
      ['hoeveel|hoe duur', 'aantal, hoeveelheid, bedrag, prijs, kosten'],
      ['hoe hoog', 'hoogte, bedrag'],
      ['hoe groot', 'grootte, omvang'],
      ['hoe vaak', 'frequentie'],
      [
        'hoe ver|hoe oud|hoe snel|hoe zwaar|hoe diep|hoe breed',
        'afstand, leeftijd, snelheid, gewicht, diepte, breedte',
      ],
    ],
    place: '^waar|^waarheen|^in welke|^in welk',
    numbers: 'twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf',
    settles:
      'niet|nooit|geen|alleen|slechts|altijd|moet|moeten|mag|mogen|kan|kunnen|verboden|toegestaan|elke|elk|ieder',
    asking: 'verschil|verschillen|stappen|opdracht|betekent|betekenis|voorbeeld|voorbeelden|leg uit|toon|alsjeblieft',
    between: ['tussen', 'en'],
    is: 'is een|is de|is het|zijn|betekent',
  },
  sv: {
    measures: [
      ['hur lång|hur länge|hur långt', 'längd, tid, avstånd'],
      ['hur många|hur mycket', 'antal, mängd, belopp, pris, kostnad'],
      ['hur hög', 'höjd, belopp'],
      ['hur stor', 'storlek'],
      ['hur ofta|hur gammal|hur snabb|hur tung', 'ålder, hastighet, vikt'],
    ],
    place: '^var|^vart|^i vilken|^i vilket',
    numbers: 'två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv',
    settles: 'inte|aldrig|ingen|inget|inga|bara|endast|alltid|måste|får|kan|förbjudet|tillåtet|varje',
    asking: 'skillnad|skillnaden|skillnader|steg|kommando|betyder|betydelse|exempel|förklara|visa|snälla',
    between: ['mellan', 'och'],
    is: 'är en|är ett|är den|är det|betyder',
  },
  pl: {
    measures: [
      ['ile', 'liczba, ilość, kwota, cena, koszt'],
      ['jak długo', 'czas, długość, okres'],
      ['jak duży|jak duża', 'rozmiar'],
      ['jak wysoki|jak często|jak daleko', 'wysokość, częstotliwość, odległość'],
    ],
    place: '^gdzie|^dokąd|^w którym|^w jakim',
    numbers: 'dwa|dwie|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć|dwanaście',
    settles: 'nie|nigdy|żaden|żadna|tylko|zawsze|musi|muszą|może|mogą|wolno|zabronione|dozwolone|każdy',
    asking: 'różnica|różnice|kroki|polecenie|znaczy|oznacza|przykład|przykłady|wyjaśnij|pokaż|proszę',
    between: ['między', 'a'],
    is: 'to|jest|są|oznacza',
  },
  ru: {
    measures: [
      ['сколько|насколько', 'число, количество, сумма, цена, стоимость'],
      ['как долго|какая длина|какова длина', 'длительность, срок, время, длина'],
      ['какой размер|каков размер|как часто', 'размер, частота'],
    ],
    place: '^где|^куда|^откуда|^в каком|^в какой',
    numbers: 'два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|двенадцать',
    settles: 'не|никогда|нельзя|только|всегда|должен|должна|должны|может|могут|можно|запрещено|разрешено|каждый',
    asking: 'разница|отличие|отличается|шаги|команда|значит|означает|пример|примеры|объясни*|покажи|пожалуйста',
    between: ['между', 'и'],
    is: 'это|является|означает',
  },
  ja: {
    measures: [
      ['何時間|何分|何秒|何年|何か月|何日|どのくらいの時間|どのくらいの期間|いつまで', '期間 時間 間隔'],
      ['いくら', '料金 価格 金額'],
      ['どのくらい|どれくらい|どれだけ', '期間 大きさ 量 数'],
      ['いくつ|何個|何種類|何回|何人|何件|何文字|何つ|上限|最大', '数 最大 上限'],
      ['長さ|大きさ', '長さ 大きさ'],
    ],
    place: 'どこ|どのファイル|どのフォルダ|どの画面',
    settles: 'ません|ない|できます|できる|必ず|のみ|だけ|必要|禁止|許可|常に|すべて',
    asking:
      '違い|方法|やり方|仕方|手順|一覧|意味|使い方|種類|例を|教えて|説明して|について|可能|必要|どのような|どんな|どうすれば|何です',
    is: 'とは|は',
  },
  zh: {
    measures: [
      ['多久|几天|幾天', '时间 期限'],
      ['多少|几个|幾個|几次|幾次|几种|幾種', '数量 最多'],
      ['多大|多长|多長|多高|多远|多遠|多快|多重|多深', '大小 长度 高度 距离 速度'],
    ],
    place: '哪里|哪裡|哪儿|在哪|何处|何處',
    settles: '不|没有|沒有|无法|無法|必须|必須|只能|只有|可以|不能|总是|總是|禁止|允许|允許|每个|每個',
    asking: '区别|區別|不同|方法|步骤|步驟|意思|例子|示例|解释|解釋|介绍|介紹|说明|說明',
    is: '是指|是|指',
  },
  ko: {
    measures: [['얼마나|얼마|몇', '기간 금액 수']],
    place: '어디',
    settles: '않|없|못|반드시|항상|만|가능|불가|금지|허용',
    asking: '차이|방법|의미|예시|설명|목록',
    is: '란|은|는',
  },
}

const UNSPACED = new Set(['ja', 'zh'])
const none = /(?!)/u

function remember<Value>(make: (language: string) => Value): (language: string) => Value {
  const made = new Map<string, Value>()
  return (language) => {
    const value = made.get(language) ?? make(language)
    made.set(language, value)
    return value
  }
}

const wordsOf = (language: string): QuestionWords => (Object.hasOwn(WORDS, language) ? WORDS[language]! : {})
const oneOf = (words: string | undefined) => (words === undefined ? none : cues(words))
const inAnyOther = (kind: 'place' | 'asking') =>
  cues(...Object.entries(WORDS).flatMap(([language, words]) => (language === 'en' ? [] : (words[kind] ?? []))))

const MEASURES = Object.values(WORDS)
  .flatMap(({ measures = [] }) => measures)
  .map(([words, names]) => ({ asks: cues(words), names }))

/** The names of the measure that a question asks for; empty where it asks for none. */
export const measureOf = (question: string) => MEASURES.find(({ asks }) => asks.test(question))?.names ?? ''

/** Whether a question in another language than English asks for a place. */
export const asksPlace = (question: string) => PLACE.test(question)
const PLACE = inAnyOther('place')

/** A question in another language than English without its words about the answer. */
export const withoutAsking = (question: string) => question.replaceAll(ASKING, ' ')
const ASKING = new RegExp(inAnyOther('asking').source, 'giu')

/** Words that settle a question of yes or no. */
export const settlesIn = remember((language) => oneOf(wordsOf(language).settles))

/** A number with what it counts: “230 tokens”, “10 %”, “two days”, “3 か月”. */
export const measuredIn = remember((language) => {
  if (UNSPACED.has(language)) return /\d[\d.,–〜~-]*\s?(?:[%％]|\p{L})/u
  const numbers = wordsOf(language).numbers ?? WORDS.en!.numbers
  return new RegExp(
    String.raw`(?:^|[\s(~≤≥$€])(?:\d[\d.,–-]*|${numbers})(?:\s?%|[\s-]\p{L}{2,}|\s?\p{L}{1,3}(?![\p{L}\p{N}_]))`,
    'iu',
  )
})

const DEFINES =
  /^((?:\S+\s+){1,6}?)(?:(?:is|are)\s+(?:an?|the|any|every|all|what|where|when|how|one|part|\p{L}+ing)|means|decides|lets|returns|describes)\b/iu
/** “In mathematics, a pure function is a function that …”. */
const DEFINES_LATE = /(?:^|,|\)|:)\s+(?:an?|the)\s+((?:[^\s,.:;]+\s+){1,4}?)(?:is|are)\s+(?:an?|the|any|one)\b/iu

/** Find, the first that does, what a sentence says what it is, as their first group. */
export const definesIn = remember((language): RegExp[] => {
  const { is } = wordsOf(language)
  if (is === undefined) return [DEFINES_LATE, DEFINES]
  const words = is.replaceAll(' ', String.raw`\s+`)
  if (language === 'ko') return [new RegExp(`^(\\S{1,30}?)(?:${words})[\\s,]`, 'u')]
  if (UNSPACED.has(language)) return [new RegExp(`^([^。、，]{1,40}?)\\s?(?:${words})`, 'u')]
  return [new RegExp(String.raw`^((?:\S+\s+){1,6}?)(?:${words})(?![\p{L}\p{N}])`, 'iu')]
})

/** The two that a question in another language than English compares: “zwischen A und B”, “A と B の違い”. */
export function findSides(question: string): [string, string] | null {
  for (const pattern of SIDES) {
    const [, one, other] = pattern.exec(question) ?? []
    if (one && other) return [one, other]
  }
  return null
}

const SIDES = [
  ...Object.values(WORDS).flatMap(({ between }) =>
    between ? [new RegExp(`(?<!\\p{L})${between[0]}\\s+(.{1,50}?)\\s+${between[1]}\\s+([^?,:]{1,50})`, 'iu')] : [],
  ),
  /([^、。]{1,30}?)\s?と\s?([^、。]{1,30}?)\s?(?:の|を)\s?(?:違い|差|比較|使い分け)/u,
  /([^，。]{1,30}?)\s?[和与與跟]\s?([^，。]{1,30}?)\s?(?:有什么|有什麼|的|之间的|之間的)?\s?(?:区别|區別|不同|差别|差別)/u,
]

/** Sentences as one text; those of scripts without spaces have none between them. */
export function joinSentences(sentences: string[]): string {
  return sentences.reduce((text, next) => (text === '' || /[。！？]$/.test(text) ? text + next : `${text} ${next}`), '')
}
