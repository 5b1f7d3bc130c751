import { describe, expect, it } from 'vitest'
import { withEditedImages } from './image-parts'

describe('withEditedImages', () => {
  it('names those that are stored, and sends what is not known by an id once more, before what is new', () => {
    const kept = [
      { type: 'file', mediaType: 'image/png', filename: 'a.png', url: '/api/v1/conversations/c/images/img_1' },
      { type: 'file', mediaType: 'image/png', filename: 'b.png', url: 'data:image/png;base64,Qg==' },
    ] as const
    const added = {
      key: 'k',
      name: 'c.png',
      mediaType: 'image/png',
      width: 1,
      height: 1,
      sizeBytes: 1,
      data: 'Qw==',
    } as const
    expect(withEditedImages([...kept], [added])).toEqual({
      keptImages: ['img_1'],
      images: [
        { name: 'b.png', data: 'Qg==' },
        { name: 'c.png', data: 'Qw==' },
      ],
    })
    expect(withEditedImages([], [])).toEqual({ keptImages: [], images: [] })
  })
})
