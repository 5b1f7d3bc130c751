import { describe, expect, it } from 'vitest'
import { findMentions } from '@/lib/services/discussion/threads/find-mentions'
import { completeMention, findOpenMention, offerMembers } from './mention-text'

const MEMBERS = [
  { userId: '1', name: 'Ada Lovelace', email: 'ada@example.com' },
  { userId: '2', name: 'Adam', email: 'adam@example.com' },
  { userId: '3', name: 'Adam', email: 'other@example.com' },
  { userId: '4', name: 'Grace', email: 'hopper@example.com' },
]

describe('a mention in the making', () => {
  it.each([
    ['Ask @ad', { at: 4, typed: 'ad' }],
    ['@', { at: 0, typed: '' }],
    ['(@Ada Lo', { at: 1, typed: 'Ada Lo' }],
    ['mail me@ad', null],
    ['@ ad', null],
    ['@ada\nthen', null],
    ['nobody', null],
    ['', null],
  ])('is found in %j', (text, mention) => {
    expect(findOpenMention(text, text.length)).toEqual(mention)
  })

  it('offers members by the beginning of any word of their name, or of their e-mail', () => {
    const names = (typed: string) => offerMembers(MEMBERS, typed).map(({ userId }) => userId)
    expect(names('ad')).toEqual(['1', '2', '3'])
    expect(names('love')).toEqual(['1'])
    expect(names('hop')).toEqual(['4'])
    expect(names('zz')).toEqual([])
  })

  it('writes what tells that member, and nobody else', () => {
    for (const member of MEMBERS) {
      const { text, caret } = completeMention('Ask @a please', { at: 4, typed: 'a' }, member, MEMBERS)
      expect(findMentions(text, MEMBERS)).toEqual({ userIds: [member.userId], unheard: [] })
      expect(text.slice(caret)).toBe('please')
    }
  })
})
