/** What a clerk of the demonstration county would send: valid as it is, anything may be put in its place. */
export function aWhistle({ form, ...rest }: { category?: string; item?: string; situation?: string; form?: Record<string, unknown> } = {}) {
  return {
    category: 'quick',
    item: 'HC-ZF-01',
    situation: 'ZF01-roadside',
    ...rest,
    form: {
      title: '集市路口占道经营',
      description: '流动摊点占住集市北口的非机动车道，早晚高峰堵车，劝离后又回来。',
      place: { address: '南河镇集市路北口' },
      urgency: 'normal',
      attempted: ['dissuaded'],
      ...form,
    },
  }
}
