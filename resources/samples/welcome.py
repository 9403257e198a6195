# Welcome to Assay. F5 or Ctrl+Enter runs this script in the sandbox.
# The variable `result` is the answer; prints go to the Output tab.

trades = load_trades(days=30)
trades['value'] = trades['amount'] * trades['price']

first, last = trades['timestamp'].min(), trades['timestamp'].max()
print(f'{len(trades):,} trades')
print(f'{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} UTC')

# Volume and VWAP (volume-weighted average price) of each market.
markets = trades.groupby(['asset', 'exchange']).agg(
    trades=('value', 'size'),
    amount=('amount', 'sum'),
    volume=('value', 'sum'),
)
markets['vwap'] = markets['volume'] / markets['amount']
total = markets['volume'].sum()
markets['share %'] = 100 * markets['volume'] / total

digits = {'amount': 2, 'volume': 2, 'vwap': 4, 'share %': 2}
result = markets.sort_values('volume', ascending=False).round(digits)
