import { expect, it } from 'vitest'
import { parseBody } from './parse-body'

const parse = (bytes: Uint8Array<ArrayBuffer>) => parseBody({ bytes, contentType: 'application/json', isForm: false })

it('says where a body ends to be JSON, and what should stand there', async () => {
  expect(await parse(new TextEncoder().encode('{\n  "query": "a",\n}'))).toEqual({
    reason: 'malformed',
    problem:
      'The body is not valid JSON: line 3, column 1: expected the name of a field, in double quotes, found “}”. Take the comma before it away.',
  })
  expect(await parse(Uint8Array.of(0x22, 0xff, 0x22))).toEqual({
    reason: 'malformed',
    problem: 'The body is not valid JSON: it is not UTF-8 text',
  })
})
