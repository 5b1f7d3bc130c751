import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Markdown } from './markdown'

const render = (text: string) => renderToStaticMarkup(<Markdown>{text}</Markdown>)
const wordsOf = (html: string) => html.replace(/<[^>]*>/g, '').trim()

test.each(['other.md', './other.md', '/learn/other', '../a b.md', '#part', 'tel:+123', 'ftp://example.com/file'])(
  'a link to %s is read as its words, and opens nothing',
  (href) => {
    const html = render(`See [the other page](<${href}>) first.`)
    expect(wordsOf(html)).toBe('See the other page first.')
    expect(html).not.toContain('<a ')
  },
)

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,alert(1)',
  'vbscript:x',
  'file:///etc/passwd',
])('%s leaves neither a link nor its address', (href) => {
  const html = render(`See [the other page](<${href}>) first.`)
  expect(wordsOf(html)).toBe('See the other page first.')
  expect(html).not.toContain('<a ')
  expect(html.toLowerCase()).not.toContain(href.slice(0, 8).toLowerCase())
})

test('an address that stands for itself opens', () => {
  expect(render('[site](https://example.com/a)')).toContain('href="https://example.com/a"')
  expect(render('[mail](mailto:ada@example.com)')).toContain('href="mailto:ada@example.com"')
})

test.each(['diagram.png', './diagram.png', 'https://example.com/diagram.png', 'data:image/png;base64,AAAA'])(
  'an image at %s is described and not loaded',
  (src) => {
    const html = render(`![a diagram](${src})`)
    expect(wordsOf(html)).toBe('Image: a diagram')
    expect(html).not.toContain('<img')
  },
)
