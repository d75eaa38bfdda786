import { useEffect, useState } from 'react';
import { api } from '../api/client';
import { useI18n } from '../i18n/i18n';
import { fields, operations, typeText, type Contract, type Operation, type Schema } from './contract';
import styles from './ContractPage.module.css';

/** The HTTP interface for people who write against it, drawn from the contract that the engine holds requests to. */
export function ContractPage() {
  const { t } = useI18n();
  const [contract, setContract] = useState<Contract | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    document.title = `${t.contractTitle} · ${t.product}`;
    api.contract().then(setContract, () => setFailed(true));
  }, [t]);
  if (contract === null) return <main className={styles['page']}>{failed ? t.contractFailed : t.loading}</main>;
  const all = operations(contract);
  return (
    <div className={styles['page']}>
      <nav className={styles['index']} aria-label={t.contractTitle}>
        {contract.tags.map((tag) => (
          <section key={tag.name}>
            <a href={`#${tag.name}`}>{tag.name}</a>
            <ul>
              {all
                .filter((each) => each.tag === tag.name)
                .map((each) => (
                  <li key={each.id}>
                    <a href={`#${each.id}`}>{each.summary}</a>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </nav>
      <main className={styles['text']}>
        <h1>
          {contract.info.title} {contract.info.version}
        </h1>
        <p>{contract.info.summary}</p>
        <p className={styles['words']}>{contract.info.description}</p>
        <p>
          <a href="api/v1/openapi.json">openapi.json</a>
        </p>
        {contract.tags.map((tag) => (
          <section key={tag.name}>
            <h2 id={tag.name}>{tag.name}</h2>
            <p>{tag.description}</p>
            {all
              .filter((each) => each.tag === tag.name)
              .map((each) => (
                <OperationText key={each.id} contract={contract} operation={each} />
              ))}
          </section>
        ))}
      </main>
    </div>
  );
}

function OperationText({ contract, operation }: { readonly contract: Contract; readonly operation: Operation }) {
  const { t } = useI18n();
  return (
    <article className={styles['operation']} id={operation.id}>
      <h3>{operation.summary}</h3>
      <p className={styles['address']}>
        <strong>{operation.method}</strong> {operation.path}
      </p>
      {operation.description !== null && <p className={styles['words']}>{operation.description}</p>}
      {operation.parameters.length > 0 && (
        <table>
          <caption>{t.contractParameters}</caption>
          <tbody>
            {operation.parameters.map((each) => (
              <tr key={each.in + each.name}>
                <th scope="row">{each.name}</th>
                <td>
                  {each.in}
                  {each.required === true && `, ${t.contractRequired}`}
                </td>
                <td>{typeText(contract, each.schema)}</td>
                <td>{each.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {operation.body !== null && <Fields contract={contract} schema={operation.body} caption={t.contractBody} />}
      {operation.answers
        .filter((each) => each.status !== 'default')
        .map((each) => (
          <div key={each.status}>
            <p>
              <strong>{each.status}</strong> {each.description}
              {each.types !== '' && ` (${each.types})`}
            </p>
            {each.schema !== null && <Fields contract={contract} schema={each.schema} caption={t.contractAnswer} />}
          </div>
        ))}
    </article>
  );
}

function Fields({ contract, schema, caption }: { readonly contract: Contract; readonly schema: Schema; readonly caption: string }) {
  const { t } = useI18n();
  const rows = fields(contract, schema);
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{caption}</summary>
      <table>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <th scope="row" style={{ paddingInlineStart: `${row.depth * 16}px` }}>
                {row.name}
              </th>
              <td>{row.required ? t.contractRequired : ''}</td>
              <td>{row.type}</td>
              <td>{row.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
