import { cues } from './cues'

/** Words that tell the form of a question and what it is after, as `cues` reads them. */
type QuestionCues = {
  /** A greeting or thanks. */
  smallTalk?: string
  /** Several things are weighed against one another. */
  choice?: string
  reason?: string
  howTo?: string
  list?: string
  explanation?: string
  fact?: string
  /** Asks for a day, a time or a span of it. */
  time?: string
  yesNo?: string
  /** Asks for something to be done, not for an answer. */
  command?: string
  /** Something does not work. */
  trouble?: string
  /** Something new is to be written. */
  creation?: string
  /** Steps are asked for or taken. */
  procedure?: string
}

/** By language; of a kind that has no words here, none are known. */
const QUESTION_CUES: Record<string, QuestionCues> = {
  en: {
    smallTalk: [
      '^hi|^hey|^hello|^good morning|^good evening|^good afternoon|^thank*|^cheers|^great|^nice|^ok|^okay|^cool|^bye',
      '^goodbye',
    ].join('|'),
    choice: [
      'vs|vs.|versus|compare|compared|comparing|comparison|difference|differences|differ|differs|pros and cons|trade-off*',
      'advantages|disadvantages|alternatives to|which one|better|cheaper than|faster than|slower than|safer than',
      'changed between|changes between|instead of or',
    ].join('|'),
    reason: '^why|how come|reason for',
    howTo: [
      'how to|how do i|how do we|how do you|how do people|how does one|how can i|how can we|how can one|how can you',
      'how would i|how would you|how should i|how should we|how would we|how might i|how could i|^steps to|^steps for',
      'walk me through|^guide to|^guide for|tutorial|best way to|right way to|way to|do i need to do to|have to do to',
      'show me how',
    ].join('|'),
    list: [
      '^list|^name all|^enumerate|^show all|^what are the|^what are all|^which of the|give me examples|^show me examples',
    ].join('|'),
    explanation: [
      '^explain|please explain|^describe|^define|^tell me about|^tell me more|^what about|^how about|mean in|meaning of',
    ].join('|'),
    fact: [
      '^who|^whose|^when|^where|^what|^which|how many|how much|how long|how often|how large|how big|how far|how old',
      'how fast|^in which|^at which|^to whom|^by whom',
    ].join('|'),
    time: [
      '^when|since when|how long|how recently|what date|what day|what month|what year|what time|which date|which day',
      'which month|which year',
    ].join('|'),
    yesNo: [
      '^is|^are|^was|^were|^do|^does|^did|^can|^could|^should|^would|^will|^has|^have|^may|^must|^isn t|^aren t|^am',
    ].join('|'),
    command: [
      '^write|^draft|^compose|^generate|^brainstorm|^invent|^imagine|^come up|^suggest|^rewrite|^summarize|^summarise',
      '^translate|^paraphrase|^shorten|^make|^create|^configure|^enable|^disable|^install|^uninstall|^set|^deploy|^migrate',
      '^upgrade|^update|^add|^remove|^delete|^reset|^change|^turn|^use|^show|^give|^find|^fix|^debug|^implement|^build|^run',
      '^start|^stop|^restart|^open|^close|^convert|^export|^import|^connect|^verify|^check|^test|^review|^refactor|^rename',
      '^move|^copy|^send|^help me|^name|^list|^tell|^explain|^describe|^remind',
    ].join('|'),
    trouble: [
      'error|errors|exception*|fail|fails|failed|failing|failure*|crash*|broken|bug|bugs|wrong|stuck|hangs|hanging|hung',
      'froze*|timed out|times out|time out|refused|denied|declined|rejected|cannot|can t|unable to|won t|doesn t|isn t',
      'debug*|troubleshoot*|fix|leak*|segfault|panic|stack trace|stacktrace|deadlock|blank screen|slow|flicker*|corrupt*',
      'invalid|unexpected*|disappear*|duplicate rows|not found|does not exist|keeps|no longer|stopped working|drops',
      'undefined',
    ].join('|'),
    creation: [
      '^write|^draft|^compose|^generate|^brainstorm|^invent|^imagine|come up with|^suggest names|^suggest a|^suggest some',
      '^suggest titles|^suggest ideas|^rewrite|^summarize|^summarise|^paraphrase|^translate|^shorten|^make it|^poem|^slogan',
    ].join('|'),
    procedure: [
      'steps|guide|tutorial|walk me through|^set up|^set|^install|^uninstall|^configure|^enable|^disable|^deploy|^migrate',
      '^upgrade|^update|^create|^implement|^add|^remove|^delete|^reset|^change|^turn|^use|^rotate|^connect|^export|^import',
      '^rename|^move|i need to|i want to|i have to|would design|need to do|how can i|how do i|how to',
    ].join('|'),
  },
  de: {
    smallTalk: '^hallo|^guten morgen|^guten tag|^danke*',
    choice: 'unterschied*|vergleich*|besser|schneller',
    reason: '^warum|^wieso|^weshalb',
    howTo: [
      'wie kann ich|wie kann man|wie mache ich|wie geht|wie muss ich|wie richte|wie lege ich|anleitung|schritte|wie ich',
    ].join('|'),
    list: '^welche|^aus welchen|^in welchen|^bei welchen|^für welche|^mit welchen|^unter welchen|^zu welchen',
    explanation: 'was ist|was sind|was bedeutet|erkläre*|beschreibe*',
    fact: '^wer|^wann|^wo|^wie viele|^wie lange|^wie oft|^was|^welcher|^welches|^wie',
    time: [
      '^wann|seit wann|bis wann|wie lange|welchem tag|welchen tag|welches datum|welchem jahr|welchem monat',
      'um wie viel uhr',
    ].join('|'),
    yesNo: [
      '^ist|^sind|^bin|^kann|^können|^könnte|^gibt es|^hat|^haben|^habe|^muss|^müssen|^darf|^dürfen|^soll|^sollen|^sollte',
      '^wird|^werden|^gilt|^gelten|^braucht|^brauche|^brauchen|^bekommt|^bekomme|^bekommen|^funktioniert',
    ].join('|'),
    command: '^schreib*|^erstell*|^entwirf|^zeig*|^vergleich*|^konfigurier*|^installier*',
    trouble: 'fehler|fehlgeschlagen|schlägt|funktioniert nicht|geht nicht|klappt nicht|kaputt|abgestürzt',
    creation: '^schreib*|^entwirf*|^dichte|^fasse',
    procedure: 'installieren|einrichten|erstellen|anleitung',
  },
  fr: {
    smallTalk: '^bonjour|^merci',
    choice: 'différence*|compare*|comparaison|mieux',
    reason: '^pourquoi',
    howTo: 'comment|étapes',
    list: '^quels|^quelles',
    explanation: 'qu est-ce que|qu’est-ce que|c est quoi|explique*|décris',
    fact: '^combien|^quand|^où|^qui|^quel|^quelle',
    time: '^quand|depuis quand|combien de temps|quel jour|quelle date|quelle année|quel mois|quelle heure',
    yesNo: '^est-ce que|^peut-on|^puis-je',
    command: '^écris|^rédige|^crée|^montre',
    trouble: 'erreur|échoue*|panne|ne fonctionne pas|ne marche pas',
    creation: '^écris|^rédige|^résume',
    procedure: 'installer|configurer',
  },
  es: {
    smallTalk: '^hola|^gracias|^buenos días',
    choice: 'diferencia*|comparar|compara|mejor',
    reason: '^por qué',
    howTo: 'cómo',
    list: '^qué tipos|^cuáles son',
    explanation: 'qué es|qué son|qué significa|explica*|describe',
    fact: '^quién|^cuándo|^dónde|^cuánto*|^cuál|^qué',
    time: '^cuándo|desde cuándo|cuánto tiempo|qué día|qué fecha|qué año|qué mes|qué hora',
    yesNo: '^hay|^puedo|^se puede',
    command: '^escrib*|^redacta|^crea|^muestra|^instalar|^configurar|^crear',
    trouble: 'fallo|falla*|no funciona|error de',
    creation: '^escrib*|^redacta|^resume',
    procedure: 'instalar|configurar|crear',
  },
  it: {
    smallTalk: '^ciao|^grazie|^buongiorno',
    choice: 'differenza|differenze|confronta|meglio',
    reason: '^perché',
    howTo: 'come posso|come si|come faccio',
    list: '^quali',
    explanation: 'cos è|che cosa|spiega*',
    fact: '^chi|^quando|^dove|^quanto|^quanti|^qual|^quale',
    time: '^quando|da quando|quanto tempo|che giorno|che anno|che ora|quale data',
    yesNo: '^posso|^è',
    command: '^scrivi',
    trouble: 'errore|non funziona',
    creation: '^scrivi',
  },
  pt: {
    smallTalk: '^olá|^obrigad*',
    choice: 'diferença*|melhor',
    reason: '^por que',
    howTo: 'como faço|como posso|como fazer',
    list: '^quais',
    explanation: 'explica*|o que é',
    fact: '^quando|^onde|^quem|^qual|^quantos',
    time: '^quando|desde quando|quanto tempo|que dia|que ano|que horas|qual data',
    yesNo: '^posso|^existe|^tem',
    command: '^escreva|^configurar|^instalar',
    trouble: 'erro|não funciona|não abre',
    creation: '^escreva',
    procedure: 'instalar|configurar',
  },
  nl: {
    choice: 'verschil*|beter',
    reason: '^waarom',
    howTo: 'hoe kan|hoe moet|hoe maak|hoe stel|hoe doe',
    list: '^welke',
    explanation: 'wat is|wat betekent|leg uit',
    fact: '^wie|^wanneer|^waar|^hoeveel',
    time: '^wanneer|sinds wanneer|hoe lang|welke dag|welk jaar|hoe laat',
    yesNo: '^kan|^is er',
    command: '^schrijf',
    trouble: 'fout|werkt niet|mislukt|werkt',
    creation: '^schrijf',
  },
  sv: {
    choice: 'skillnad*',
    reason: '^varför',
    howTo: 'hur kan|hur gör|hur skapar|hur',
    list: '^vilka',
    explanation: 'vad är',
    fact: '^var|^när|^vem',
    time: '^när|sedan när|hur länge|vilken dag|vilket år',
    yesNo: '^kan',
    trouble: 'fungerar inte|fel',
  },
  pl: {
    choice: 'różnica',
    reason: '^dlaczego',
    howTo: 'jak mogę|jak zrobić|jak',
    list: '^jakie',
    explanation: 'co to jest',
    time: '^kiedy|od kiedy|jak długo',
    trouble: 'błąd|nie działa',
  },
  ru: {
    smallTalk: '^привет|^спасибо|^здравствуйте',
    choice: 'разница|отличается|сравни*|лучше',
    reason: '^почему|^зачем',
    howTo: 'как сделать|как',
    list: '^какие',
    explanation: 'что такое|объясни*',
    fact: '^кто|^где|^когда|^сколько|^какой|^какая',
    time: '^когда|с каких пор|как долго|какого числа|в каком году',
    yesNo: '^можно ли',
    command: '^напиши|^создай|^покажи|^установи',
    trouble: 'ошибка|не работает',
    creation: '^напиши',
    procedure: 'установить',
  },
  tr: { howTo: 'nasıl', explanation: 'nedir', time: 'ne zaman|ne kadar süre' },
  zh: {
    smallTalk: '^你好|^谢谢',
    choice: '区别|不同|比较',
    reason: '为什么|为何|原因',
    howTo: '怎么|如何|怎样|方法',
    list: '有哪些|哪些',
    explanation: '什么是|是什么',
    fact: '谁|哪里|什么时候|多少',
    time: '什么时候|何时|几点|哪天|哪一年|多久',
    yesNo: '吗',
    command: '^写|^请',
    trouble: '失败|错误|出错|不能',
    creation: '^写',
    procedure: '安装|设置',
  },
  ja: {
    smallTalk: '^こんにちは|^ありがとう',
    choice: '違い|比較',
    reason: 'なぜ|どうして|原因',
    howTo: '方法|やり方|手順|どうやって|どうすれば|どうしたら|どのように',
    list: '一覧|どんなもの|どのようなもの|どんな種類|どのような種類|何種類|何がありますか',
    explanation: 'とは|って何|説明',
    fact: '誰|どこ|いつ|いくつ|いくら|何|どれ|どの|どちら|どなた',
    time: 'いつ|何時|何日|何年',
    yesNo: 'ですか|ますか',
    command: 'してください|書いて',
    trouble: '失敗|エラー|動かない',
    creation: '書いて',
  },
  ko: {
    smallTalk: '^안녕*|^감사*',
    choice: '차이*|비교*|다른가요|다릅니까|다른점*|다른 점*',
    reason: '왜',
    howTo: '어떻게|방법*',
    list: '목록*|무엇이 있*|무엇무엇*|어떤 것들*|어떤 종류*',
    explanation: '이란|무엇|무엇인*|무엇입*|뭔가요|뭐예요',
    fact: '누구*|누가|어디*|언제*|몇*|얼마*|어느|어떤|무슨',
    time: '언제*|몇 시*|며칠*',
    // the endings of a question; those with a word that asks are told before
    yesNo: '*니까|*나요|*가요|*은가요|*을까요|*까요|*는지요|*습니까',
    trouble: '오류*|실패*',
  },
  ar: {
    smallTalk: '^مرحبا|^شكرا',
    choice: 'الفرق',
    reason: 'لماذا',
    howTo: 'كيف',
    explanation: 'ما هو|ما هي',
    yesNo: '^هل',
    trouble: 'خطأ|لا يعمل',
  },
}

/** Finds the words of a kind, in any of the languages. */
export function questionCues(kind: keyof QuestionCues): RegExp {
  return cues(...Object.values(QUESTION_CUES).flatMap((cuesOf) => cuesOf[kind] ?? []))
}
