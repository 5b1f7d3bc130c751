import { expect, it } from 'vitest'
import { outline } from './outline'

it('lists the headings with level, plain title and offsets', () => {
  const body = '# A *b*\n\ntext\n\n```\n# no heading\n```\n\nSetext\n------\n\n### Deep'
  const entries = outline(body)
  expect(entries.map(({ level, title }) => [level, title])).toEqual([
    [1, 'A b'],
    [2, 'Setext'],
    [3, 'Deep'],
  ])
  expect(entries.map(({ startOffset, endOffset }) => body.slice(startOffset, endOffset))).toEqual([
    '# A *b*',
    'Setext\n------',
    '### Deep',
  ])
})

it('anchors that MDX headings end with are not part of their text', () => {
  const body =
    '# useEffect\n\n## Usage {/*usage*/}\n\n### `ref` object {/*ref-object*/}\n\nSet {#set-up}\n---\n\nA {b}\n===\n'
  expect(outline(body).map(({ title }) => title)).toEqual(['useEffect', 'Usage', 'ref object', 'Set', 'A {b}'])
})

it.each([
  ['# [Guide][1] to [hooks][] now', 'Guide to hooks now'],
  ['# Title[^1]', 'Title'],
  ['# [[Page|Shown]] and [[Other]]', 'Shown and Other'],
  ['# Match `[^a-z]` and [^a-z]', 'Match [^a-z] and [^a-z]'],
  ['# x[[1]] of [[ -f a ]]', 'x[[1]] of [[ -f a ]]'],
  ['# `[[raw]][1]`', '[[raw]][1]'],
])('shows of links what readers see: %s', (heading, title) => {
  expect(outline(`${heading}\n\n[1]: https://example.com\n`).map(({ title }) => title)).toEqual([title])
})

const SHIELD = 'https://img.shields.io/npm/v/x.svg'
it.each([
  [`# Name [![Build](${SHIELD})](https://example.com)`, 'Name'],
  [`# [![Build](${SHIELD} "state")](https://example.com) · Name`, 'Name'],
  [`# Name · [![Build](${SHIELD})](https://example.com) · ![Size](${SHIELD})`, 'Name'],
  ['# Name [![npm][npm-image]][npm-url]', 'Name'],
  ['# Name ![NPM-image][] ', 'Name'],
  [`# Name &nbsp;&middot; ![Build](${SHIELD})`, 'Name'],
  [`Name – ![Build](${SHIELD})\n===`, 'Name'],
  ['# Unary `-`', 'Unary -'],
  ['# Name ![logo](logo.png)', 'Name'],
  ['# ![logo](logo.png)', 'logo'],
  ['# Na\u202eme\u200b [![Chat](https://discord.com/a.png)](https://discord.gg/b) ·', 'Name ·'],
  ['# Name ![a chart][chart]', 'Name'],
])('leaves out badges, and what sets them off: %s', (heading, title) => {
  const body = `${heading}\n\ntext\n\n[npm-image]: ${SHIELD}\n[npm-url]: https://example.com\n[chart]: chart.png\n`
  const [first] = outline(body)
  expect(first?.title).toBe(title)
})
