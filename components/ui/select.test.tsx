import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Select } from './select'

const options = [
  { value: 'sandwich', label: 'Sandwich' },
  { value: 'plain', label: 'Plain' },
]

test('what is chosen stands in the page before any script has run', () => {
  expect(renderToString(<Select value="plain" onValueChange={() => undefined} options={options} />)).toContain('Plain')
})

test('nothing chosen shows the placeholder', () => {
  const html = renderToString(
    <Select value={undefined} placeholder="Choose" onValueChange={() => undefined} options={options} />,
  )
  expect(html).toContain('Choose')
})
