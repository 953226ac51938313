import { costSentence, itemText } from '../../app/report/cost-words.ts'
import { toMoney, toText } from '../../app/run/figures.ts'
import type { Cost } from '../../app/run/result.ts'
import { t } from '../language/t.ts'
import { AnswerHead } from './AnswerHead.tsx'
import './CostAnswer.css'
import { ComponentLink } from './ComponentLink.tsx'
import { NothingYet } from './NothingYet.tsx'
import { useResult } from './use-result.ts'

/** Each component's bill, were the scenario's traffic to last a month. What has no price is said to be unknown. */
export function CostAnswer() {
  const seen = useResult('predict')
  if (!seen) {
    return (
      <>
        <AnswerHead title={t('What it costs a month')} about={null} />
        <NothingYet>{t('Predict the scenario to see what its traffic costs on AWS.')}</NothingYet>
      </>
    )
  }
  const { cost } = seen.result
  return (
    <>
      <AnswerHead title={t('What it costs a month')} about={seen.about} detail={t('predicted')} />
      <div className="answer-body">
        {cost ? (
          <Bill cost={cost} />
        ) : (
          <p className="answer-note">
            {t('Nothing in this design is a product with a price. Change a component into one of AWS from its menu.')}
          </p>
        )}
      </div>
    </>
  )
}

function Bill({ cost }: { cost: Cost }) {
  const all = Object.entries(cost.components).sort(([, a], [, b]) => (b.perMonth ?? -1) - (a.perMonth ?? -1))
  return (
    <>
      <p className="answer-note selectable">{costSentence(cost)}</p>
      <table className="cost-table" aria-label={t('What it costs a month')}>
        <thead>
          <tr>
            <th scope="col">{t('Component')}</th>
            <th scope="col">{t('a month')}</th>
            <th scope="col">{t('billed by')}</th>
            <th scope="col">{t('not counted')}</th>
          </tr>
        </thead>
        <tbody>
          {all.map(([id, { perMonth, items, besides }]) => (
            <tr key={id}>
              <th scope="row">
                <ComponentLink target={id} />
              </th>
              <td className={perMonth === null ? 'cost-unknown' : ''}>{perMonth === null ? t('unknown') : toText(toMoney(perMonth))}</td>
              <td>
                {items.length === 0 ? (
                  <span className="muted">{t('no product with a price')}</span>
                ) : (
                  items.map((item) => (
                    <span key={item.price} className="cost-item">
                      {itemText(item)}
                    </span>
                  ))
                )}
              </td>
              <td className="muted">{besides.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
