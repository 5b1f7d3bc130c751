import { expect, it } from 'vitest'
import { isSuperlinear, measureGrowth } from './growth.fixture'
import { repeat } from './nasty-inputs.fixture'

it('tells what grows with the square of its input', () => {
  const quadratic = (text: string) => {
    let sum = 0
    for (let a = 0; a < text.length; a++) for (let b = 0; b < text.length; b += 4) sum += text.charCodeAt(a) ^ b
    return sum
  }
  quadratic(repeat('a', 2_000))
  const look = () => measureGrowth('quadratic', (length) => repeat('a', length), 16_000, quadratic)
  // a machine that holds up the small inputs hides it now and then
  expect(Array.from({ length: 5 }).some(() => isSuperlinear(look()))).toBe(true)
  expect(
    isSuperlinear(
      measureGrowth(
        'linear',
        (length) => repeat('a ', length),
        256_000,
        (text) => text.split(' '),
      ),
    ),
  ).toBe(false)
}, 120_000)
