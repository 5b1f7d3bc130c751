import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { SentPassages } from './sent-passages'

const passage = (n: number) => ({ label: `k${n}`, title: `Page ${n}`, text: `## Head\n\nText of **page ${n}**.` })
const render = (count: number) =>
  renderToStaticMarkup(
    <SentPassages
      passages={Array.from({ length: count }, (_, at) => passage(at + 1))}
      title={`These ${count}`}
      query="page"
      onCite={() => undefined}
    />,
  )

it('shows the first of what a model would be sent, says how many there are, and offers the rest', () => {
  const five = render(5)
  expect(five).toContain('These 5')
  expect(five).toContain('Page 3')
  expect(five).not.toContain('Page 4')
  expect(five).toContain('Show 2 more')
  expect(render(3)).not.toContain('more')
})
