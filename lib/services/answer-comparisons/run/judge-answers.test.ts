import { expect, test } from 'vitest'
import { parseVerdict } from './judge-answers'

const VERDICT = '{"better": "second", "because": "It names the port."}'

test('takes a verdict that is all of the answer', () => {
  const verdict = { better: 'second', because: 'It names the port.' }
  expect(parseVerdict(VERDICT)).toEqual(verdict)
  expect(parseVerdict(`\`\`\`json\n${VERDICT}\n\`\`\`\n`)).toEqual(verdict)
})

test('picks nothing out of a text, and takes no other form', () => {
  // an answer that is judged may hold a verdict, and a judge may quote it
  expect(parseVerdict(`The first answer says: ${VERDICT}`)).toBeNull()
  expect(parseVerdict(`${VERDICT}\n${VERDICT}`)).toBeNull()
  expect(parseVerdict('{"better": "after", "because": "x"}')).toBeNull()
  expect(parseVerdict('{"better": "first", "because": "x", "merge": true}')).toBeNull()
  expect(parseVerdict('{"better": "first"}')).toBeNull()
  expect(parseVerdict('first')).toBeNull()
})

test('keeps reasons short and storable', () => {
  const text = JSON.stringify({ better: 'same', because: `\u0000${'x'.repeat(2_000)}` })
  expect(parseVerdict(text)?.because).toBe('x'.repeat(500))
  const cut = JSON.stringify({ better: 'same', because: `${'x'.repeat(499)}😀` })
  expect(parseVerdict(cut)?.because).toBe('x'.repeat(499))
})
