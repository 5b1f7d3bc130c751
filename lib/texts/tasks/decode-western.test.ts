import { describe, expect, it } from 'vitest'
import { MORE_LANGUAGES } from '@/lib/engine/testing/more-languages.fixture'
import { MULTILINGUAL_LIBRARY } from '@/lib/engine/testing/multilingual-library.fixture'
import { decodeWestern } from './decode-western'

/** The bytes of a text in an encoding of one byte a character; null where a character has none. */
function encode(text: string, encoding: string): Uint8Array | null {
  const byteOf = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]),
  )
  const bytes = Array.from(text, (character) => byteOf.get(character))
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : null
}

function bytesOf(text: string, encoding: string): Uint8Array {
  const bytes = encode(text, encoding)
  if (!bytes) throw new Error(`${encoding} lacks a character of “${text.slice(0, 40)}”.`)
  return bytes
}

const NORWEGIAN = 'Kunden ber om å få pengene tilbake. Vi ser på fakturaen, og så får hun beløpet når alt er i orden.'

const textsOf = (language: string) => [
  ...MULTILINGUAL_LIBRARY.filter(({ moduleId }) => moduleId.startsWith(`${language}-`)).map(({ body }) => body),
  ...(MORE_LANGUAGES[language] ?? []).map(([, text]) => text),
  ...(language === 'no' ? [NORWEGIAN] : []),
]

describe('decodeWestern', () => {
  it.each(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'no', 'fi'])('reads Windows-1252: %s', (language) => {
    const text = `“${textsOf(language).join('\n\n')}” – café’s`
    expect(decodeWestern(bytesOf(text, 'windows-1252'))).toEqual({ text, note: expect.stringMatching('Windows-1252') })
  })

  it.each([
    [
      'Polish',
      'windows-1250',
      'Klient prosi o zwrot pieniędzy. Sprawdzamy fakturę i zwracamy kwotę na kartę, gdy się zgadza.',
    ],
    [
      'Polish',
      'iso-8859-2',
      'Klient prosi o zwrot pieniędzy. Sprawdzamy fakturę i zwracamy kwotę na kartę, gdy się zgadza.',
    ],
    [
      'Czech',
      'windows-1250',
      'Příliš žluťoučký kůň se pásl za domem. Zákazník žádá o vrácení peněz a čeká na odpověď.',
    ],
    [
      'Czech without ť',
      'windows-1250',
      'Zákazník žádá o vrácení peněz a čeká, až mu účtárna pošle doklad, který má být v příloze.',
    ],
    [
      'Slovene',
      'windows-1250',
      'Stranka želi vračilo denarja, zato preverimo račun in ji vrnemo znesek, če je vse v redu.',
    ],
    [
      'Croatian',
      'windows-1250',
      'Kupac traži povrat novca, a mi provjeravamo račun i vraćamo iznos na karticu ako je sve točno.',
    ],
    [
      'Hungarian',
      'windows-1250',
      'Az ügyfél visszatérítést kér. Ellenőrizzük a számlát, és visszautaljuk az összeget, ha minden rendben van.',
    ],
    [
      'Romanian',
      'windows-1250',
      'Clientul cere banii înapoi. Verificăm factura şi întoarcem suma pe card, dacă totul este în regulă.',
    ],
    [
      'Turkish',
      'windows-1254',
      'Müşteri para iadesi istiyor. Faturayı kontrol ediyoruz ve tutarı karta geri gönderiyoruz, çünkü bu doğru.',
    ],
    [
      'Lithuanian',
      'windows-1257',
      'Klientas prašo grąžinti pinigus. Patikriname sąskaitą ir grąžiname sumą į kortelę, jei viskas gerai.',
    ],
    ['Russian', 'windows-1251', 'Клиент просит вернуть деньги. Мы проверяем счёт и возвращаем сумму на карту.'],
    ['Russian', 'koi8-r', 'Клиент просит вернуть деньги. Мы проверяем счёт и возвращаем сумму на карту.'],
    [
      'Russian words in English',
      'windows-1251',
      'The customer asks for a refund (возврат), and we check the invoice before it is paid.',
    ],
    ['Greek', 'windows-1253', 'Ο πελάτης ζητά επιστροφή χρημάτων. Ελέγχουμε το τιμολόγιο και επιστρέφουμε το ποσό.'],
    [
      'German of a Mac',
      'macintosh',
      'Der Kunde möchte sein Geld zurück. Wir prüfen die Rechnung und überweisen den Betrag für ihn.',
    ],
    [
      'French of a Mac',
      'macintosh',
      'Le client a demandé à être remboursé. Nous vérifions la facture et le montant est versé sur la carte.',
    ],
    [
      'English of a Mac',
      'macintosh',
      'The customer’s invoice is “late”, and we don’t know why it is. They are not happy with that.',
    ],
  ])('refuses %s in %s', (_, encoding, text) => {
    expect(decodeWestern(bytesOf(text, encoding))).toEqual({ problem: expect.stringMatching(/not UTF-8/) })
  })

  it.each([
    ['a word that tells nothing', bytesOf('Größe', 'windows-1252')],
    [
      'UTF-8 with a broken byte',
      Buffer.concat([Buffer.from('Der Kunde möchte für sich und die Firma zahlen '), Buffer.of(0xe4)]),
    ],
    ['text of DOS', Buffer.from('Der Kunde m\x94chte das Geld f\x81r die Firma und nicht f\x81r sich', 'latin1')],
    ['text of DOS without ü', Buffer.from('Der Kunde m\x94chte das Geld und hat es nicht', 'latin1')],
    ['two bytes a character', Buffer.from([0x82, 0xb1, 0x82, 0xea, 0x82, 0xcd, 0x83, 0x65, 0x83, 0x58, 0x83, 0x67])],
    ['bytes of anything', Uint8Array.from({ length: 400 }, (_, i) => ((i * 89) % 255) + 1)],
  ])('refuses %s', (_, bytes) => {
    expect(decodeWestern(bytes)).toEqual({ problem: expect.stringMatching(/not UTF-8/) })
  })

  it.each([
    ['tr', ['windows-1254', 'iso-8859-9']],
    ['pl', ['windows-1250', 'iso-8859-2', 'windows-1257']],
    ['uk', ['windows-1251', 'koi8-u', 'iso-8859-5']],
    ['el', ['windows-1253', 'iso-8859-7']],
    ['ar', ['windows-1256']],
  ])('takes no text of a language for Western in whatever encoding it has: %s', (language, encodings) => {
    for (const encoding of encodings) {
      const decoded = textsOf(language).map((text) => decodeWestern(bytesOf(text, encoding)))
      expect(decoded.filter((each) => 'text' in each)).toEqual([])
    }
  })
})
