// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Slices.h"

#include "charts/Labels.h"
#include "charts/Tally.h"

#include <algorithm>
#include <cmath>

namespace assay {
namespace {

class SliceMaking
{
public:
    explicit SliceMaking(ChartMaking &making)
        : m_making(making)
        , m_spec(making.spec)
    {
    }

    Result<void> make()
    {
        if (const Result<void> checked = check(); !checked)
            return checked;
        const Result<std::size_t> x = m_making.find(*m_spec.x);
        if (!x)
            return tl::unexpected<Error>(x.error());
        m_making.data.xScale = ChartData::Scale::Category;
        m_making.data.xName = m_spec.x->name;
        m_making.noteIdleGroup("A pie");
        const Labels labels(m_making.frame, *x, m_making.rows, m_spec.interval, m_making.stop);
        if (const Result<void> going = m_making.goOn(); !going)
            return going;
        m_making.data.missing += labels.missing();
        if (const Result<void> summed = m_spec.y.empty() ? count(labels) : sum(labels); !summed)
            return summed;
        return cut(labels);
    }

private:
    [[nodiscard]] Result<void> check() const
    {
        if (!m_spec.x)
            return failure(ErrorCode::InvalidInput, "Choose the column whose values are the slices of the pie.");
        if (m_spec.aggregate != Aggregate::Plain && m_spec.aggregate != Aggregate::Sum && m_spec.aggregate != Aggregate::Count)
            return failure(ErrorCode::InvalidInput, "A pie shows parts of a whole: sums or counts.");
        return {};
    }

    Result<void> count(const Labels &labels)
    {
        m_making.data.yName = "count";
        for (std::uint32_t code = 0; code < labels.count(); ++code)
            m_figures.push_back(static_cast<double>(labels.rowsOf(code)));
        return {};
    }

    Result<void> sum(const Labels &labels)
    {
        const bool isCount = m_spec.aggregate == Aggregate::Count;
        const Result<std::size_t> column = isCount ? m_making.find(m_spec.y.front()) : m_making.findNumbers(m_spec.y.front());
        if (!column)
            return tl::unexpected<Error>(column.error());
        const Result<ColumnNumbers> numbers = m_making.readY(*column, m_making.rows);
        if (!numbers)
            return tl::unexpected<Error>(numbers.error());
        m_making.data.yName = wordOf(m_spec.aggregate) + (" of " + m_spec.y.front().name);
        if (m_spec.y.size() > 1)
            m_making.note("A pie shows the first column alone.");
        std::vector<Tally> tallies(labels.count(), Tally(m_spec.aggregate));
        for (std::size_t at = 0; at < numbers->values.size(); ++at)
            if (const std::uint32_t code = labels.codes()[at]; code != Labels::none)
                tallies[code].add(numbers->values[at]);
        for (Tally &tally : tallies)
            m_figures.push_back(tally.take());
        return {};
    }

    /// The biggest, and the others in one.
    Result<void> cut(const Labels &labels)
    {
        std::vector<std::uint32_t> order;
        for (std::uint32_t code = 0; code < m_figures.size(); ++code) {
            if (m_figures[code] < 0)
                return failure(ErrorCode::InvalidInput, "A pie cannot show negative values: `" + labels.nameOf(code) + "` comes to less than 0. Choose bars.");
            if (!std::isnan(m_figures[code]))
                order.push_back(code);
        }
        std::ranges::stable_sort(order, std::ranges::greater{}, [this](std::uint32_t code) { return m_figures[code]; });
        const std::size_t shown = order.size() > ChartData::mostSlices ? ChartData::mostSlices - 1 : order.size();
        std::vector<Slice> &slices = m_making.data.slices;
        for (std::size_t i = 0; i < shown; ++i)
            slices.push_back({labels.nameOf(order[i]), m_figures[order[i]]});
        if (shown < order.size()) {
            slices.push_back({"others", 0});
            for (std::size_t i = shown; i < order.size(); ++i)
                slices.back().value += m_figures[order[i]];
            m_making.note("The slice `others` is of " + std::to_string(order.size() - shown) + " values.");
        }
        return m_making.goOn();
    }

    ChartMaking &m_making;
    const ChartSpec &m_spec;
    std::vector<double> m_figures; ///< of each label
};

} // namespace

Result<void> makeSlices(ChartMaking &making)
{
    return SliceMaking(making).make();
}

} // namespace assay
