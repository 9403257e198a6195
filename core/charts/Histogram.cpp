// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay {
namespace {

/// Bins between the least and the greatest of values; NaN is passed over.
class Binning
{
public:
    Binning(const std::vector<double> &values, int bins)
        : m_values(values)
        , m_bins(static_cast<std::size_t>(bins))
    {
        for (const double value : values) {
            m_least = value < m_least ? value : m_least;
            m_most = value > m_most ? value : m_most;
        }
        if (m_least <= m_most)
            setScale();
    }

    std::vector<HistogramBin> count(const std::stop_token &stop)
    {
        if (!(m_least <= m_most))
            return {};
        std::vector<HistogramBin> bins(m_bins);
        for (std::size_t i = 0; i < m_bins; ++i)
            bins[i] = {edge(i), edge(i + 1), 0};
        for (std::size_t at = 0; at < m_values.size(); ++at) {
            if (at % (std::size_t{1} << 20U) == 0 && stop.stop_requested())
                break;
            if (!std::isnan(m_values[at]))
                ++bins[binOf(m_values[at], bins)].count;
        }
        return bins;
    }

private:
    /// By halves, since the distance of the two ends may be more than a double holds.
    void setScale()
    {
        m_scale = static_cast<double>(m_bins) / (m_most / 2 - m_least / 2);
        if (m_most > m_least && std::isfinite(m_scale))
            return;
        // All alike: as numpy has it, around the value.
        const double reach = std::max(0.5, std::abs(m_least) * 1e-9);
        m_least = std::max(m_least - reach, std::numeric_limits<double>::lowest());
        m_most = std::min(m_most + reach, std::numeric_limits<double>::max());
        m_scale = static_cast<double>(m_bins) / (m_most / 2 - m_least / 2);
    }

    [[nodiscard]] double edge(std::size_t i) const { return i == m_bins ? m_most : std::lerp(m_least, m_most, static_cast<double>(i) / static_cast<double>(m_bins)); }

    /// What lies at an edge belongs to the bin above, whatever was rounded.
    [[nodiscard]] std::size_t binOf(double value, const std::vector<HistogramBin> &bins) const
    {
        std::size_t bin = std::min(static_cast<std::size_t>((value / 2 - m_least / 2) * m_scale), m_bins - 1);
        if (value < bins[bin].from)
            --bin;
        else if (bin + 1 < m_bins && value >= bins[bin].to)
            ++bin;
        return bin;
    }

    const std::vector<double> &m_values;
    std::size_t m_bins;
    double m_least = std::numeric_limits<double>::infinity(), m_most = -m_least;
    double m_scale = 0;
};

} // namespace

Result<void> makeHistogram(ChartMaking &making)
{
    if (making.spec.y.empty())
        return failure(ErrorCode::InvalidInput, "Choose a column to draw.");
    const Result<std::size_t> column = making.find(making.spec.y.front());
    if (!column)
        return tl::unexpected<Error>(column.error());
    const ColumnSchema &schema = making.schemaOf(*column);
    if (!isNumeric(schema) && !isTemporal(schema))
        return failure(ErrorCode::InvalidInput, "The column `" + schema.name + "` holds neither numbers nor times, so it has no histogram.");
    const Result<ColumnNumbers> numbers = making.readY(*column, making.rows);
    if (!numbers)
        return tl::unexpected<Error>(numbers.error());
    making.data.xScale = isTemporal(schema) ? ChartData::Scale::Time : ChartData::Scale::Number;
    making.data.xName = schema.name;
    making.data.yName = "count";
    making.noteIdleGroup("A histogram");
    if (making.spec.y.size() > 1)
        making.note("A histogram shows the first column alone.");
    making.data.bins = Binning(numbers->values, std::clamp(making.spec.bins, 1, ChartSpec::mostBins)).count(making.stop);
    return making.goOn();
}

} // namespace assay
