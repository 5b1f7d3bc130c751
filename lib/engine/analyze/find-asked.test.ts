import { describe, expect, it } from 'vitest'
import { wordTokenizer } from '../assemble/prepared.fixture'
import { searchContext } from '../compose-context'
import { sampleRequest } from '../testing/compose-request.fixture'
import { createInMemoryRetrieval } from '../testing/in-memory-retrieval.fixture'
import { sampleModule } from '../testing/samples.fixture'
import { analyzeQuery } from './analyze-query'
import { findAsked } from './find-asked'

/** 3,000 words each. */
const LOG = Array.from({ length: 300 }, (_, at) => {
  return `2026-11-03T10:${at} ERROR worker-${at} invoice export failed: connection to billing refused`
}).join('\n')
const TRACE = Array.from({ length: 600 }, (_, at) => `    at InvoiceExport.run (/srv/billing/export-${at}.js:${at}:12)`)
const MAIL = `Hi Anna,\n${'The invoices of last month were exported to billing again. Could you look at the export? '.repeat(200)}`
const PASTED = { LOG, TRACE: TRACE.join('\n'), MAIL }
const QUESTION = 'How do I rotate a signing key?'

const modules = [
  sampleModule({ moduleId: 'billing', name: 'Invoice export', body: 'The invoice export of billing runs at night.' }),
  sampleModule({ moduleId: 'errors', name: 'Errors', body: 'A connection that is refused fails the worker.' }),
  sampleModule({ moduleId: 'keys', name: 'Signing keys', body: 'A signing key is rotated in the settings.' }),
]

describe.each(Object.entries(PASTED))('a question beside a pasted %s', (_, pasted) => {
  it.each([
    ['behind it', `${pasted}\n\n${QUESTION}`],
    ['behind it, with thanks', `${pasted}\n\n${QUESTION}\nThanks a lot,\nTom`],
    ['behind it, without a question mark', `${pasted}\n\nhow do I rotate a signing key`],
  ])('decides the search where it stands %s', async (_place, query) => {
    const { retrieval, embedding } = await createInMemoryRetrieval(modules, { tokenizer: wordTokenizer })
    const ports = { retrieval, ...(embedding ? { embedding } : {}), tokenizer: wordTokenizer, now: () => 0 }
    const [best] = await searchContext(sampleRequest({ query }), ports)
    expect(best?.module.moduleId).toBe('keys')
    const { query: kept, standaloneQuery, identifiers, queryType } = analyzeQuery(query)
    expect({ kept, identifiers, queryType }).toEqual({ kept: query, identifiers: [], queryType: 'how-to' })
    expect(standaloneQuery).toMatch(/^how do I rotate a signing key\??$/i)
  })

  it('is the whole message when it says nothing without what was pasted', () => {
    for (const question of ['What does this mean?', 'Why?', 'Warum?', 'Why does it fail?', 'Thanks, Tom']) {
      const message = `${pasted}\n\n${question}`
      // the mail's last lines ask something themselves
      if (pasted !== MAIL) expect(findAsked(message) === message, question).toBe(true)
    }
  })
})

describe('findAsked', () => {
  it('takes the question at the beginning where the end asks nothing', () => {
    expect(findAsked(`${QUESTION}\n\n${LOG}`)).toBe(QUESTION)
  })

  it('takes one that points at the pasted text and names its subject', () => {
    const question = 'Which retry policy prevents this connection error?'
    expect(findAsked(`${LOG}\n${question}`)).toBe(question)
  })

  it('leaves messages alone that people type', () => {
    const typed = `${'We run a shop and keep our invoices here. '.repeat(20)}${QUESTION}`
    expect(findAsked(typed)).toBe(typed)
    expect(findAsked(QUESTION)).toBe(QUESTION)
  })

  it('leans on the question of an earlier message, not on what was pasted there', () => {
    const turns = [{ id: 'u', role: 'user' as const, content: `${LOG}\n${QUESTION}` }]
    const { isFollowUp, standaloneQuery } = analyzeQuery('And why?', turns)
    expect(isFollowUp).toBe(true)
    expect(standaloneQuery).toContain('signing key')
    expect(standaloneQuery).not.toContain('worker')
  })
})
