/**
 * What the wording of questions and answers is made of, by language, each list as `cues` reads it. A speaker of a language
 * should be able to read its lines and agree; of a kind that has no words here, none are known.
 */
export type QuestionWords = {
  /** What asks for a number, each with the names of what it asks for: “how long” for a length or a duration. */
  measures?: [string, string][]
  /** Asks where something is. */
  place?: string
  /** Numbers in letters, as they count something. */
  numbers?: string
  /** Settles a question of yes or no. */
  settles?: string
  /** Says that something is not, or must not be. */
  denies?: string
  /** Words of a question about its answer, and none of what it is about. */
  asking?: string
  /** What stands before the first and before the second of two that are compared: “between … and …”. */
  between?: [string, string]
  /** What stands between a name and what it is. */
  is?: string
}

export const WORDS: Record<string, QuestionWords> = {
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
    denies: 'not|never|no|cannot|can t|don t|doesn t|isn t|aren t|mustn t|nobody|nothing|neither|forbidden|prohibited',
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
    denies: 'nicht|nie|niemals|kein*|niemand|verboten|untersagt|unzulässig',
    settles:
      'nicht|nie|niemals|kein|keine|keinen|keiner|keinem|nur|immer|stets|muss|muß|müssen|darf|dürfen|kann|können|zulässig|unzulässig|verboten|erlaubt|jeder|jede',
    asking:
      'unterschied|unterschiede|unterscheiden|welche schritte|welcher befehl|welchen befehl|welchem befehl|bedeutet|bedeutung|beispiel|beispiele|erkläre*|zeige|zeig|ein überblick|einen überblick|bitte|eigentlich',
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
    denies: 'pas|jamais|aucun|aucune|personne ne|rien|interdit|interdite|interdits|interdites',
    settles:
      'pas|jamais|aucun|aucune|seul|seule|seulement|uniquement|toujours|doit|doivent|peut|peuvent|interdit|interdite|autorisé|autorisée|chaque',
    asking:
      'différence|différences|quelles étapes|quelles sont les étapes|quelle commande|quelle est la commande|signifie|signification|exemple|exemples|explique*|montre-moi|montrez-moi|un aperçu|s il vous plaît',
    between: ['entre', 'et'],
    is: 'est un|est une|est le|est la|est l|sont|désigne|signifie',
  },
  es: {
    measures: [
      ['cuánto tiempo|qué duración|cuál es la duración', 'duración, plazo, período'],
      ['con qué frecuencia|cada cuánto|qué tan seguido|qué tan a menudo', 'frecuencia, intervalo'],
      ['cuánto|cuánta|cuántos|cuántas', 'número, cantidad, importe, precio, coste'],
      ['qué tamaño|cuál es el tamaño|qué tan grande|qué tan grandes', 'tamaño'],
      ['qué altura|qué tan alto|qué tan alta', 'altura'],
      ['qué tan largo|qué tan larga', 'longitud, duración'],
      ['qué velocidad|qué tan rápido|qué tan rápida', 'velocidad'],
      ['qué edad|qué tan viejo|qué tan vieja', 'edad'],
      ['qué tan lejos', 'distancia'],
      ['qué tan pesado|qué tan pesada', 'peso'],
      ['qué tan profundo|qué tan profunda', 'profundidad'],
      ['qué tan ancho|qué tan ancha', 'anchura, ancho'],
    ],
    place: '^dónde|^en qué|^adónde',
    numbers: 'dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce',
    denies: 'no|nunca|jamás|ningún|ninguna|nadie|prohibido|prohibida|prohibidos|prohibidas',
    settles:
      'no|nunca|jamás|ningún|ninguna|solo|sólo|solamente|siempre|debe|deben|puede|pueden|prohibido|permitido|cada',
    asking:
      'diferencia|diferencias|qué pasos|cuáles son los pasos|qué comando|cuál es el comando|significa|significado|ejemplo|ejemplos|explica*|muéstrame|un resumen|por favor',
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
    denies: 'non|mai|nessun|nessuno|nessuna|vietato|vietata|vietati|vietate',
    settles:
      'non|mai|nessun|nessuno|nessuna|solo|soltanto|sempre|deve|devono|può|possono|vietato|consentito|permesso|ogni',
    asking:
      'differenza|differenze|quali passi|quali passaggi|quali sono i passi|quali sono i passaggi|quale comando|che comando|qual è il comando|significa|significato|esempio|esempi|spiega*|mostrami|per favore',
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
    denies: 'não|nunca|jamais|nenhum|nenhuma|ninguém|proibido|proibida|proibidos|proibidas',
    settles: 'não|nunca|jamais|nenhum|nenhuma|só|somente|apenas|sempre|deve|devem|pode|podem|proibido|permitido|cada',
    asking:
      'diferença|diferenças|quais passos|quais são os passos|quais etapas|quais são as etapas|qual comando|que comando|qual é o comando|significa|significado|exemplo|exemplos|explique|mostre|por favor',
    between: ['entre', 'e'],
    is: 'é um|é uma|é o|é a|são|significa|designa',
  },
  nl: {
    measures: [
      ['hoe lang', 'duur, lengte, termijn'],
      ['hoeveel|hoe duur', 'aantal, hoeveelheid, bedrag, prijs, kosten'],
      ['hoe hoog', 'hoogte, bedrag'],
      ['hoe groot', 'grootte, omvang'],
      ['hoe vaak', 'frequentie, interval'],
      ['hoe ver', 'afstand'],
      ['hoe oud', 'leeftijd'],
      ['hoe snel', 'snelheid'],
      ['hoe zwaar', 'gewicht'],
      ['hoe diep', 'diepte'],
      ['hoe breed', 'breedte'],
    ],
    place: '^waar|^waarheen|^in welke|^in welk',
    numbers: 'twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf',
    denies: 'niet|nooit|geen|niemand|verboden',
    settles:
      'niet|nooit|geen|alleen|slechts|altijd|moet|moeten|mag|mogen|kan|kunnen|verboden|toegestaan|elke|elk|ieder',
    asking:
      'verschil|verschillen|welke stappen|wat zijn de stappen|welke opdracht|met welke opdracht|betekent|betekenis|voorbeeld|voorbeelden|leg uit|toon me|toon mij|alsjeblieft',
    between: ['tussen', 'en'],
    is: 'is een|is de|is het|zijn|betekent',
  },
  sv: {
    measures: [
      ['hur lång|hur länge', 'längd, tid, period'],
      ['hur långt', 'avstånd, längd'],
      ['hur många|hur mycket', 'antal, mängd, belopp, pris, kostnad'],
      ['hur hög|hur högt', 'höjd, belopp'],
      ['hur stor|hur stort|hur stora', 'storlek'],
      ['hur ofta', 'frekvens, intervall'],
      ['hur gammal|hur gammalt|hur gamla', 'ålder'],
      ['hur snabb|hur snabbt|hur fort', 'hastighet'],
      ['hur tung|hur tungt', 'vikt'],
      ['hur djup|hur djupt', 'djup'],
      ['hur bred|hur brett', 'bredd'],
    ],
    place: '^var|^vart|^i vilken|^i vilket',
    numbers: 'två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv',
    denies: 'inte|aldrig|ingen|inget|inga|förbjudet|förbjudna',
    settles: 'inte|aldrig|ingen|inget|inga|bara|endast|alltid|måste|får|kan|förbjudet|tillåtet|varje',
    asking:
      'skillnad|skillnaden|skillnader|vilka steg|vilket kommando|betyder|betydelse|exempel|förklara|visa mig|snälla',
    between: ['mellan', 'och'],
    is: 'är en|är ett|är den|är det|betyder',
  },
  pl: {
    measures: [
      ['jak długo|ile czasu', 'czas, długość, okres'],
      ['ile', 'liczba, ilość, kwota, cena, koszt'],
      ['jak duży|jak duża|jak duże', 'rozmiar'],
      ['jak wysoki|jak wysoka|jak wysokie', 'wysokość'],
      ['jak często', 'częstotliwość, odstęp'],
      ['jak daleko', 'odległość'],
      ['jak szybko|jak szybki|jak szybka', 'szybkość, prędkość'],
      ['jak stary|jak stara|jak stare', 'wiek'],
      ['jak ciężki|jak ciężka|jak ciężkie', 'waga'],
      ['jak głęboki|jak głęboka|jak głęboko', 'głębokość'],
      ['jak szeroki|jak szeroka|jak szerokie', 'szerokość'],
    ],
    place: '^gdzie|^dokąd|^w którym|^w jakim',
    numbers: 'dwa|dwie|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć|dwanaście',
    denies: 'nie|nigdy|żaden|żadna|nikt|zabronione|zakazane',
    settles: 'nie|nigdy|żaden|żadna|tylko|zawsze|musi|muszą|może|mogą|wolno|zabronione|dozwolone|każdy',
    asking:
      'różnica|różnice|jakie kroki|jakie są kroki|jakie polecenie|jakim poleceniem|znaczy|oznacza|przykład|przykłady|wyjaśnij|pokaż|proszę',
    between: ['między', 'a'],
    is: 'to|jest|są|oznacza',
  },
  ru: {
    measures: [
      ['как долго|сколько времени', 'длительность, срок, время'],
      ['сколько', 'число, количество, сумма, цена, стоимость'],
      ['какая длина|какова длина', 'длина'],
      ['какой размер|каков размер|насколько больш*', 'размер'],
      ['как часто', 'частота, интервал'],
      ['как быстро|насколько быстр*', 'скорость'],
      ['как далеко|насколько далеко', 'расстояние'],
    ],
    place: '^где|^куда|^откуда|^в каком|^в какой',
    numbers: 'два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|двенадцать',
    denies: 'не|никогда|нельзя|никто|запрещено|запрещены',
    settles: 'не|никогда|нельзя|только|всегда|должен|должна|должны|может|могут|можно|запрещено|разрешено|каждый',
    asking:
      'разница|отличие|отличается|какие шаги|какой командой|какую команду|значит|означает|пример|примеры|объясни*|покажи|пожалуйста',
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
    denies: 'ません|ない|禁止|いけない',
    settles: 'ません|ない|できます|できる|必ず|のみ|だけ|必要|禁止|許可|常に|すべて',
    asking:
      '違い|方法|やり方|仕方|手順|一覧|意味|使い方|種類|例を|教えて|説明して|について|可能|必要|どのような|どんな|どうすれば|何です',
    is: 'とは|は',
  },
  zh: {
    measures: [
      ['多久|几天|幾天', '时间 期限'],
      ['多少|几个|幾個|几次|幾次|几种|幾種', '数量 最多'],
      ['多大', '大小'],
      ['多长|多長', '长度 時間 时间'],
      ['多高', '高度'],
      ['多远|多遠', '距离 距離'],
      ['多快', '速度'],
      ['有多重', '重量'],
      ['多深', '深度'],
    ],
    place: '哪里|哪裡|哪儿|在哪|何处|何處',
    denies: '不|没有|沒有|禁止|勿',
    settles: '不|没有|沒有|无法|無法|必须|必須|只能|只有|可以|不能|总是|總是|禁止|允许|允許|每个|每個',
    asking: '区别|區別|不同|方法|步骤|步驟|意思|例子|示例|解释|解釋|介绍|介紹|说明|說明',
    is: '是指|是|指',
  },
  ko: {
    measures: [
      ['얼마나 오래*|얼마 동안|며칠*|몇 시간*|몇 분*|몇 년*|몇 개월*', '기간 시간'],
      ['얼마나 자주', '빈도 주기 간격'],
      ['얼마나 큰*|얼마나 크*|얼마나 큽*', '크기'],
      ['얼마나 빨*|얼마나 빠*', '속도'],
      ['얼마나 멀*|얼마나 먼*|얼마나 멉*', '거리'],
      ['몇|몇개*|몇명*|몇번*|몇가지*', '수 개수 최대'],
      ['얼마*', '금액 가격 비용 기간'],
    ],
    place: '어디*|어느 폴더*|어느 파일*|어느 화면*',
    denies: '않*|없*|못*|금지*|안',
    settles: '않*|없*|못*|수 있*|반드시|항상|가능*|불가*|금지*|허용*',
    asking: '차이*|방법*|의미*|예시*|설명해*|알려줘*|알려주*|보여줘*|보여주*',
    is: '란|은|는',
  },
}
