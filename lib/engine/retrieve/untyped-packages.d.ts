declare module 'snowball-stemmers' {
  const stemmers: { newStemmer(algorithm: string): { stem(word: string): string } }
  export default stemmers
}

declare module 'stopword' {
  const ara: string[]
  const dan: string[]
  const deu: string[]
  const eng: string[]
  const fin: string[]
  const fra: string[]
  const heb: string[]
  const hin: string[]
  const hun: string[]
  const ita: string[]
  const jpn: string[]
  const kor: string[]
  const nld: string[]
  const nob: string[]
  const pol: string[]
  const por: string[]
  const ron: string[]
  const rus: string[]
  const spa: string[]
  const swe: string[]
  const tur: string[]
  const zho: string[]

  export {
    ara,
    dan,
    deu,
    eng,
    fin,
    fra,
    heb,
    hin,
    hun,
    ita,
    jpn,
    kor,
    nld,
    nob,
    pol,
    por,
    ron,
    rus,
    spa,
    swe,
    tur,
    zho,
  }
}
