import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeIntegers, decodeReals, decodeVector, encodeIntegers, encodeReals, encodeVectors } from './codec'

const reals = fc.array(fc.float({ noNaN: true }))

it('reads the arrays that it wrote', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), reals, (integers, floats) => {
      expect([...decodeIntegers(encodeIntegers(integers).toString('base64'))]).toEqual(integers)
      expect([...decodeReals(encodeReals(floats).toString('base64'))]).toEqual(floats)
    }),
  )
})

it('reads a vector of those that it wrote', () => {
  fc.assert(
    fc.property(reals, (floats) => {
      // after the head of the list and the size of its only element
      const bytes = encodeVectors({ vector: 1, sparsevec: 2 }, [floats]).subarray(24)
      expect([...decodeVector(bytes.toString('base64'))]).toEqual(floats)
    }),
  )
})

it('reads the empty array as Postgres sends it', () => {
  const none = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 23]).toString('base64')
  expect([...decodeIntegers(none)]).toEqual([])
  expect([...decodeReals(none)]).toEqual([])
})
