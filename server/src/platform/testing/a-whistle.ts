/** What a clerk of the demonstration county would send, valid as it is: a stall in front of the market, led by ZF with SC and JJ. */
export const A_WHISTLE = {
  category: 'quick',
  item: 'HC-ZF-01',
  form: {
    title: '农贸市场北门占道经营',
    description: '十余处流动摊点占用人行道，劝离后反复回潮。',
    place: { address: '南河镇农贸市场北门' },
    urgency: 'normal',
    attempted: ['dissuaded'],
  },
}
