import { z } from 'zod'
import { IMAGE_MEDIA_TYPES } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import { idText, trimmedText } from '@/lib/schemas/texts/text'

/** Of so many bytes, in base64. */
const lengthInBase64 = (bytes: number) => 4 * Math.ceil(bytes / 3)

const newImageSchema = z
  .strictObject({
    data: z.string().min(1).max(lengthInBase64(LIMITS.imageBytes)).meta({
      description: 'A PNG, JPEG, WebP or GIF image in base64. Its first bytes say which; nothing else counts.',
    }),
    name: trimmedText(LIMITS.nameLength).default('Image').meta({ description: 'What it is called where it is shown.' }),
  })
  .meta({ id: 'NewImage' })
export type NewImage = z.output<typeof newImageSchema>

export const newImagesSchema = z.array(newImageSchema).max(LIMITS.messageImages)

export const messageImageSchema = z
  .object({
    id: z.string().meta({ description: 'Under which its bytes are read.' }),
    name: z.string(),
    mediaType: z.enum(IMAGE_MEDIA_TYPES),
    width: z.int().meta({ description: 'Pixels.' }),
    height: z.int(),
    sizeBytes: z.int(),
    sha256: z.string().meta({ description: 'Of its bytes, hex.' }),
  })
  .meta({ id: 'MessageImage' })
export type MessageImageDto = z.infer<typeof messageImageSchema>

export const getMessageImageSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the conversation.' }),
  imageId: idText(),
})

/** Raw bytes, which are sent as they are. */
export const imageFileSchema = z.object({
  mediaType: z.enum(IMAGE_MEDIA_TYPES),
  bytes: z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
})
