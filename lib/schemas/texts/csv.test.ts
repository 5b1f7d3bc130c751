import { expect, it } from 'vitest'
import { toCsv } from './csv'

it('writes a table so that it reads back, and no cell is taken for a formula', () => {
  const rows = [
    ['name', 'count'],
    ['a "quoted", one\nof two lines', -1.5],
    ['=1+1', null],
  ]
  expect(toCsv(rows)).toBe('name,count\r\n"a ""quoted"", one\nof two lines",-1.5\r\n\'=1+1,\r\n')
})
