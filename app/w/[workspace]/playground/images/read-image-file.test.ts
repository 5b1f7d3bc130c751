import { describe, expect, it } from 'vitest'
import { LIMITS } from '@/lib/schemas/limits'
import { type AttachedImage, withAttached } from './read-image-file'

const image = (key: string, sizeBytes = 100): AttachedImage => ({
  key,
  name: `${key}.png`,
  mediaType: 'image/png',
  width: 10,
  height: 10,
  sizeBytes,
  data: '',
})

describe('withAttached', () => {
  it('takes images up to the number of a message, and says so once', () => {
    const added = Array.from({ length: LIMITS.messageImages + 2 }, (_, at) => image(String(at)))
    const { images, problem } = withAttached([image('first')], added)
    expect(images.map(({ key }) => key)).toEqual(['first', '0', '1', '2', '3'])
    expect(problem).toBe(`A message takes ${LIMITS.messageImages} images.`)
  })

  it('counts those that a question has already', () => {
    const { images, problem } = withAttached([image('a')], [image('b'), image('c')], LIMITS.messageImages - 2)
    expect(images.map(({ key }) => key)).toEqual(['a', 'b'])
    expect(problem).toBe(`A message takes ${LIMITS.messageImages} images.`)
  })

  it('passes over one that is too large beside the others, and takes a smaller one after it', () => {
    const half = LIMITS.messageImageBytes / 2
    const { images, problem } = withAttached(
      [image('a', half), image('b', half - 50)],
      [image('c', 51), image('d', 50)],
    )
    expect(images.map(({ key }) => key)).toEqual(['a', 'b', 'd'])
    expect(problem).toBe('The images of a message may have 12 MB together.')
  })

  it('tells what is wrong with a file', () => {
    expect(withAttached([], ['“a.txt” is no PNG, JPEG, WebP or GIF image.', image('b')])).toMatchObject({
      images: [{ key: 'b' }],
      problem: '“a.txt” is no PNG, JPEG, WebP or GIF image.',
    })
  })
})
