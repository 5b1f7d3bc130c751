import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Field } from './field'

const told = (error: string) =>
  renderToString(
    <Field label="Name" error={error}>
      {(control) => <input {...control} />}
    </Field>,
  ).match(/<p[^>]*>(.*?)<\/p>/)?.[1]

test('what is wrong with a field is a sentence, also where the server’s words go behind its name', () => {
  expect(told('must have at most 200 characters')).toBe('It must have at most 200 characters.')
  expect(told('contains a null character.')).toBe('It contains a null character.')
  expect(told('Write your name.')).toBe('Write your name.')
  expect(told('“a b” is no slug.')).toBe('“a b” is no slug.')
})
