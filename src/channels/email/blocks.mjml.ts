/**
 * The look of a mail, block by block. `@@name@@` cuts the compiled document into the fragments that are put together
 * for each message. `#acce01` and `#acce02` stand for the accent colour and the text on it, since MJML checks colours.
 * Liquid within is ours alone: values are escaped, only `content` has been cleaned before.
 */
export const MAIL_MJML = `
<mjml lang="{{ language }}" dir="ltr">
  <mj-head>
    <mj-title>{{ subject }}</mj-title>
    <mj-raw>
      <meta name="color-scheme" content="light dark">
      <meta name="supported-color-schemes" content="light dark">
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
      <meta name="x-apple-disable-message-reformatting">
    </mj-raw>
    <mj-attributes>
      <mj-all font-family="-apple-system, BlinkMacSystemFont, 'Segoe UI', Helvetica, Arial, sans-serif" />
      <mj-text color="#3d3d3a" font-size="16px" line-height="1.6" padding="0" />
      <mj-section padding="0" />
      <mj-column padding="0" />
    </mj-attributes>
    <mj-style>
      :root { color-scheme: light dark; supported-color-schemes: light dark; }
      .rich p { margin: 0 0 14px; }
      .rich a { color: #1c1c1a; text-decoration: underline; }
      .goods a { text-decoration: none; }
      @media only screen and (max-width: 480px) {
        .pad > table > tbody > tr > td { padding-left: 24px !important; padding-right: 24px !important; }
        .headline div { font-size: 24px !important; }
        .cta table { width: 100% !important; }
      }
      @media (prefers-color-scheme: dark) {
        body, .page, .page > div { background-color: #161615 !important; }
        .card, .card > table { background-color: #232321 !important; }
        .ink, .ink div, .ink td, .ink a, .headline div { color: #ecece7 !important; }
        .soft, .soft div, .soft td, .soft a { color: #a3a39b !important; }
        .ink .gone { color: #f0937b !important; }
        .line { border-color: #3d3d3a !important; }
        .hole { background-color: #33332f !important; }
        .ticket td { background-color: #2c2c29 !important; border-color: #5a5a54 !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body width="600px" background-color="#f4f4f0" css-class="page">
    <mj-raw><div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:#f4f4f0">{{ preheader }}{{ preheader_filler }}</div></mj-raw>
    <mj-section padding="24px 0 0"><mj-column><mj-spacer height="1px" /></mj-column></mj-section>
    <mj-wrapper css-class="card" background-color="#ffffff" border-radius="14px" padding="36px 0 16px">
      <mj-raw>@@logo@@</mj-raw>
      <mj-section css-class="pad" padding="0 40px">
        <mj-column>
          <mj-raw>{% if store.logo_url %}</mj-raw>
          <mj-image src="{{ store.logo_url }}" alt="{{ store.name }}" href="{{ return_url }}" width="140px" align="left" padding="0 0 28px" />
          <mj-raw>{% else %}</mj-raw>
          <mj-text css-class="ink" color="#1c1c1a" font-size="18px" font-weight="700" line-height="1.3" padding="0 0 28px">{{ store.name }}</mj-text>
          <mj-raw>{% endif %}</mj-raw>
        </mj-column>
      </mj-section>
      <mj-raw>@@heading@@</mj-raw>
      <mj-section css-class="pad" padding="0 40px">
        <mj-column>
          <mj-text css-class="headline" color="#1c1c1a" font-size="28px" font-weight="700" line-height="1.25" padding="0 0 16px"><h1 style="margin:0;font-size:inherit;font-weight:inherit;line-height:inherit">{{ content | raw }}</h1></mj-text>
        </mj-column>
      </mj-section>
      <mj-raw>@@text@@</mj-raw>
      <mj-section css-class="pad" padding="0 40px">
        <mj-column>
          <mj-text css-class="rich ink" padding="0 0 20px">{{ content | raw }}</mj-text>
        </mj-column>
      </mj-section>
      <mj-raw>@@products@@</mj-raw>
      <mj-section css-class="pad" padding="0 40px">
        <mj-column>
          <mj-table css-class="goods ink" role="presentation" color="#3d3d3a" font-size="15px" line-height="1.45" padding="4px 0 24px">
            {% for line in lines %}
            <tr>
              {% if with_pictures %}<td class="line" width="88" style="width:88px;padding:14px 0;border-top:1px solid #e6e6e0;vertical-align:top">{% if line.image_url %}<a href="{{ return_url }}"><img src="{{ line.image_url }}" alt="{{ line.title }}" width="72" style="display:block;width:72px;max-height:108px;border:0;border-radius:8px;{% if line.available == false %}opacity:.5;{% endif %}"></a>{% else %}<div class="hole" style="width:72px;height:72px;border-radius:8px;background-color:#efefe9"></div>{% endif %}</td>{% endif %}
              <td class="line" style="padding:14px 12px 14px 0;border-top:1px solid #e6e6e0;vertical-align:top"><a class="ink" href="{{ return_url }}" style="color:#1c1c1a;font-weight:600">{{ line.title }}</a>{% if line.variant_title %}<div class="soft" style="color:#6f6f68;font-size:14px">{{ line.variant_title }}</div>{% endif %}<div class="soft" style="color:#6f6f68;font-size:14px">{% if line.available == false %}<strong class="gone" style="color:#a8432a">{{ words.sold_out }}</strong>{% elsif line.quantity == 1 %}{{ words.quantity }}: 1{% else %}{{ words.quantity }}: {{ line.quantity }}{% if line.unit_price %} &times; {{ line.unit_price }}{% endif %}{% endif %}</div></td>
              <td class="line" align="right" style="padding:14px 0;border-top:1px solid #e6e6e0;vertical-align:top;white-space:nowrap;color:{% if line.available == false %}#9b9b93;text-decoration:line-through{% else %}#1c1c1a{% endif %}">{{ line.line_total }}</td>
            </tr>
            {% endfor %}
            {% if more_words %}<tr><td class="line soft" colspan="3" style="padding:14px 0;border-top:1px solid #e6e6e0;color:#6f6f68;font-size:14px">{{ more_words }}</td></tr>{% endif %}
            {% if total %}<tr><td class="line ink" colspan="{% if with_pictures %}2{% else %}1{% endif %}" style="padding:14px 0 0;border-top:1px solid #e6e6e0;color:#1c1c1a;font-weight:700">{{ words.total }}</td><td class="line ink" align="right" style="padding:14px 0 0;border-top:1px solid #e6e6e0;color:#1c1c1a;font-weight:700;white-space:nowrap">{{ total }}</td></tr>{% endif %}
          </mj-table>
        </mj-column>
      </mj-section>
      <mj-raw>@@coupon@@</mj-raw>
      <mj-section css-class="pad" padding="0 40px">
        <mj-column>
          <mj-table css-class="ticket" role="presentation" padding="0 0 24px">
            <tr><td align="center" style="padding:20px 24px;border:1px dashed #b9b9b0;border-radius:10px;background-color:#fafaf7"><div class="ink" style="color:#3d3d3a;font-size:15px;line-height:1.5">{{ content | raw }}</div>{% if coupon.code %}<div class="ink" style="padding:6px 0 2px;color:#1c1c1a;font-family:Consolas,Menlo,monospace;font-size:22px;font-weight:700;letter-spacing:2px">{{ coupon.code }}</div>{% endif %}{% if valid_words %}<div class="soft" style="color:#6f6f68;font-size:14px;line-height:1.5">{{ valid_words }}</div>{% endif %}</td></tr>
          </mj-table>
        </mj-column>
      </mj-section>
      <mj-raw>@@button@@</mj-raw>
      <mj-section css-class="pad" padding="0 40px">
        <mj-column>
          <mj-button css-class="cta" href="{{ return_url }}" align="left" background-color="#acce01" color="#acce02" border-radius="10px" font-size="16px" font-weight="600" line-height="1.25" inner-padding="16px 32px" padding="4px 0 24px">{{ content | raw }}</mj-button>
        </mj-column>
      </mj-section>
      <mj-raw>@@divider@@</mj-raw>
      <mj-section css-class="pad" padding="0 40px">
        <mj-column>
          <mj-divider css-class="line" border-width="1px" border-color="#e6e6e0" padding="4px 0 24px" />
        </mj-column>
      </mj-section>
      <mj-raw>@@footer@@</mj-raw>
    </mj-wrapper>
    <mj-section css-class="pad" padding="20px 40px 40px">
      <mj-column>
        <mj-text css-class="rich soft" color="#6f6f68" font-size="13px" line-height="1.55">{% if content %}<div style="padding-bottom:10px">{{ content | raw }}</div>{% endif %}<div>{{ why }}</div>{% if legal_line %}<div>{{ legal_line }}</div>{% endif %}{% if unsubscribe_url %}<div style="padding-top:10px"><a href="{{ unsubscribe_url }}" style="color:#6f6f68;text-decoration:underline">{{ words.unsubscribe }}</a></div>{% endif %}</mj-text>
      </mj-column>
    </mj-section>
    <mj-raw>@@close@@</mj-raw>
  </mj-body>
</mjml>
`;
