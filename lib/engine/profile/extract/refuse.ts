/** What is never learned. */
export type Refusal = 'secret' | 'card' | 'health' | 'belief' | 'orientation' | 'identifier' | 'contact'

const SECRETS = [
  /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}/,
  /\bgh[opusr]_[A-Za-z0-9]{20,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\bAKIA[A-Z0-9]{12,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}/,
  /-----BEGIN [A-Z ]{3,30}PRIVATE KEY/,
  /(?<!\p{L})(?:password|passwort|passphrase|kennwort|pin|pin code|secret|api[- ]?key|access key|token|credentials?|zugangscode|mot de passe|clé (?:d'api|api|secrète)|contraseña|clave (?:de api|api|secreta))(?:\s+(?:is|ist|lautet|est|es)|:|\s*=)\s+\S/iu,
]

/** In a statement about oneself. */
const PERSONAL: [Refusal, RegExp][] = [
  [
    'health',
    /(?<!\p{L})(?:diagnosed with|suffer(?:ing)? from|allergic to|allergisch|pregnant|schwanger|hiv|leide (?:an|unter)|disabled|behindert|in therapy|in therapie|on antidepressants|souffre d(?:e|u)|souffre d'\p{L}+|allergique|enceinte|sufro de|padezco|alérgic[oa]|embarazada)(?!\p{L})/iu,
  ],
  [
    'health',
    /(?<!\p{L})(?:i(?:'m| am)? (?:take|taking|inject|injecting|on)|nehme|spritze|brauche) (?:my |mein |meine )?(?:insulin|lithium|methotrexate?|metformin|antidepress\p{L}+|blutverdünner|blood thinners?|beta ?blockers?|betablocker|ritalin|chemo\p{L}*)(?!\p{L})/iu,
  ],
  [
    'health',
    /(?<!\p{L})(?:have|have had|habe|got|j'ai|tengo) (?:an? |eine? |einen |une? |du |de la |de l'|le |la |el )?(?:\p{L}+ )?(?:diabetes|diabète|asthme|asma|cáncer|dépression|depresión|épilepsie|epilepsia|migrañas?|ansiedad|anxiété|hypertension|hipertensión|autisme|autismo|asthma|adhd|adhs|cancer|krebs|depression(?:en)?|epilep(?:sy|sie)|migraines?|migräne|autis(?:m|mus)|rheuma|anxiety|angststörung(?:en)?|hypertension|bluthochdruck|ms|parkinson|\p{L}+(?:itis|osis|ose|emia|ämie|phobia|phobie))(?!\p{L})/iu,
  ],
  [
    'belief',
    /(?<!\p{L})(?:am|i'm|bin|suis|soy)(?: an?| eine?| une?| una)? (?:catholique|chrétien(?:ne)?|musulmane?|juive?|hindoue?|bouddhiste|athée|católic[oa]|cristian[oa]|musulm(?:án|ana)|judí[oa]|hindú|budista|ate[oa]|protestante|catholic|protestant|christian|muslim|jewish|jew|hindu|buddhist|sikh|atheist|mormon|evangelisch|katholisch|moslem|muslima?|muslimin|jüdisch|jude|jüdin|christin?|buddhistin?|atheistin?)(?!\p{L})/iu,
  ],
  [
    'belief',
    /(?<!\p{L})(?:i voted for|i vote for|ich wähle (?:die|den)|ich habe (?:die|den) \p{L}+ gewählt|j'ai voté pour|je vote pour|voté (?:a|por)|member of the \p{L}+ party)(?!\p{L})/iu,
  ],
  [
    'orientation',
    /(?<!\p{L})(?:am|i'm|bin|suis|soy)(?: an?| eine?| une?| una)? (?:lesbienne|homosexuel(?:le)?|bisexuel(?:le)?|lesbiana|gay|lesbian|bisexual|transgender|trans|queer|asexual|homosexual|schwul|lesbisch|bisexuell|homosexuell)(?!\p{L})/iu,
  ],
  [
    'identifier',
    /(?<!\p{L})(?:my|meine?|mon|mi) (?:numéro de (?:sécurité sociale|passeport|carte d'identité)|numéro fiscal|número de (?:la )?(?:seguridad social|pasaporte|dni|identidad)|pasaporte(?!\p{L})|dni(?!\p{L})|nie(?!\p{L})|social security|passport|driver's licen[sc]e|tax(?:payer)?(?!\p{L})|national id|identity card|ssn(?!\p{L})|personalausweis|reisepass|steuer|sozialversicherung)\p{L}*(?: number| nummer| no)?(?: is|:| ist| lautet| est| es)?/iu,
  ],
  [
    'contact',
    /(?<!\p{L})(?:my|meine?|mon|mi|reach me|contact me|erreich\p{L}* mich)(?!\p{L}).{0,60}?[\w.+-]{1,40}@[\w-]{1,40}\.\w/iu,
  ],
  [
    'contact',
    /(?<!\p{L})(?:phone|telephone|mobile|cell|call me|text me|reach me|telefon|handy|ruf mich|téléphone|portable|teléfono|móvil|celular)\p{L}*(?!\p{L}).{0,30}?\+?\d[\d /-]{5,}/iu,
  ],
  [
    'contact',
    /(?<!\p{L})(?:my|meine?|mon|mi) (?:home |postal |private )?(?:address|anschrift|adresse|dirección)(?: postale?| personnelle| personal)?(?: is| ist| lautet| est| es|:)/iu,
  ],
]

const DIGITS = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g

/** What in a text must not be kept about anybody, wherever it stands: secrets and payment cards. */
export function findSecret(text: string): Refusal | undefined {
  if ([...text.matchAll(DIGITS)].some(([digits]) => isLuhn(digits))) return 'card'
  if ([...text.matchAll(IBAN)].some(([iban]) => isIban(iban))) return 'card'
  return SECRETS.some((pattern) => pattern.test(text)) ? 'secret' : undefined
}

/** The same, and what a person says of their health, beliefs, numbers and the like. `statement` is one sentence. */
export function findRefusal(statement: string): Refusal | undefined {
  return findSecret(statement) ?? PERSONAL.find(([, pattern]) => pattern.test(statement))?.[0]
}

/** The check of payment card numbers (Luhn, US patent 2950048, 1960). */
function isLuhn(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number).reverse()
  const sum = digits.reduce(
    (total, digit, at) => total + (at % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit),
    0,
  )
  return sum % 10 === 0 && new Set(digits).size > 1
}

/** The check of account numbers (ISO 7064, MOD 97-10). */
function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '')
  if (plain.length < 15 || plain.length > 34) return false
  const turned = plain.slice(4) + plain.slice(0, 4)
  let rest = 0
  for (const char of turned)
    for (const digit of String(Number.parseInt(char, 36))) rest = (10 * rest + Number(digit)) % 97
  return rest === 1
}
