/** Orders `major.minor.patch`; what follows a hyphen comes before the version without it. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)]
  for (let index = 0; index < 3; index++) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0)
    if (difference !== 0) return Math.sign(difference)
  }
  if (left.early === right.early) return 0
  if (left.early === '' || right.early === '') return left.early === '' ? 1 : -1
  return left.early < right.early ? -1 : 1
}

function parts(version: string): { numbers: number[]; early: string } {
  const [numbers = '', ...early] = version.split('-')
  return { numbers: numbers.split('.').map(Number), early: early.join('-') }
}
